-- Whose data a file held that left the house: one row a file instead of an entry a customer. The entry of the file names the list
-- and its hash.
create table audit_list (
  id           uuid primary key,
  occurred_at  timestamptz not null,
  customers    uuid[] not null
);

comment on table audit_list is 'the customers of an entry about many: in its detail, list names the row, listed is the SHA-256 of the ids, put together with commas';
comment on column audit_list.occurred_at is 'that of the entry';

-- who saw this customer, in a file of a hundred thousand
create index audit_list_customers on audit_list using gin (customers);

-- Lists go with their entries.
create or replace function audit_remove(first_at timestamptz, last_at timestamptz, gone bigint[]) returns bigint
  language plpgsql security definer
  set search_path from current
  set timezone = 'UTC'
as $$
declare
  removed bigint;
begin
  if last_at > now() - interval '6 months' then
    raise exception 'entries of the register are kept for at least six months';
  end if;
  with entry as (
    delete from audit_entry where occurred_at between first_at and last_at and id = any (gone)
    returning detail ->> 'list' as list
  ), list as (
    delete from audit_list using entry where audit_list.id = entry.list::uuid
  )
  select count(*) into removed from entry;
  return removed;
end
$$;

do $$
begin
  if exists (select from pg_roles where rolname = 'kedang_app') then
    revoke all on audit_list from kedang_app;
    grant select, insert on audit_list to kedang_app;
  end if;
end
$$;
