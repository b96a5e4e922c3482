-- New terms wait in an unsorted tail of the index, which makes writing cheap and which every look into the
-- index reads whole: 1.5 ms for a full one. Only the owner of the index may merge it.
create function customer_search_merge() returns bigint
language sql security definer set search_path from current as $$
  select gin_clean_pending_list('customer_search_all'::regclass)
$$;
