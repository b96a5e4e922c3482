-- Who did what, whose data he saw, when, from where. Rows are only ever added; each carries a MAC under
-- a key that is not in the database, and seals chain what was committed.
create table audit_entry (
  id            bigint generated always as identity,
  occurred_at   timestamptz not null,
  actor_id      uuid,
  actor_name    text not null,
  channel       text not null,
  address       text,
  trace         text not null,
  action        text not null,
  subject_kind  text not null,
  subject_id    uuid,
  customer_id   uuid,
  fields        text[] not null,
  reason        text,
  detail        jsonb not null,
  writer        bigint not null,
  writer_seq    bigint not null,
  mac           bytea not null,
  primary key (occurred_at, id)
) partition by range (occurred_at);

-- who saw this customer; what did this user do
create index audit_entry_customer on audit_entry (customer_id, occurred_at, id)
  where customer_id is not null;
create index audit_entry_actor on audit_entry (actor_id, occurred_at, id)
  where actor_id is not null;

comment on column audit_entry.fields is 'names of fields, never their values';
comment on column audit_entry.writer is 'the process that wrote it, which numbers its entries by writer_seq';

-- Entries that no seal names yet. Written with the entry in one statement, so that whatever order
-- transactions commit in, none is passed over.
create table audit_waiting (
  id           bigint not null,
  occurred_at  timestamptz not null
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);

create table audit_seal (
  number     bigint primary key,
  sealed_at  timestamptz not null,
  entries    bigint[] not null,
  first_at   timestamptz not null,
  last_at    timestamptz not null,
  total      bigint not null,
  digest     bytea not null,
  previous   bytea not null,
  mac        bytea not null
);

comment on column audit_seal.entries is 'ids in the order in which the digest takes their MACs';
comment on column audit_seal.first_at is 'earliest moment of its entries; last_at the latest';
comment on column audit_seal.total is 'entries sealed so far, these included';

-- A month outside of the prepared ones (a clock that jumped) goes here instead of failing.
create table audit_entry_other partition of audit_entry default;

-- Makes the partitions of last month to three months ahead. The application calls it and owns nothing.
create function audit_prepare_months() returns void
  language plpgsql security definer
  set search_path from current
  set timezone = 'UTC'
  set lock_timeout = '2s'
as $$
declare
  month timestamptz := date_trunc('month', now()) - interval '1 month';
  partition text;
begin
  for i in 0..4 loop
    partition := 'audit_entry_' || to_char(month, 'YYYY_MM');
    if to_regclass(partition) is null then
      begin
        execute format(
          'create table %I partition of audit_entry for values from (%L) to (%L)',
          partition, month, month + interval '1 month');
        if exists (select from pg_roles where rolname = 'kedang_app') then
          execute format('revoke all on %I from kedang_app', partition);
        end if;
      exception when check_violation then
        -- audit_entry_other holds rows of that month: they stay there, and so do the next ones
        null;
      end;
    end if;
    month := month + interval '1 month';
  end loop;
end
$$;

select audit_prepare_months();

revoke execute on function audit_prepare_months() from public;

do $$
begin
  if exists (select from pg_roles where rolname = 'kedang_app') then
    revoke all on audit_entry, audit_entry_other, audit_seal, audit_waiting from kedang_app;
    grant select, insert on audit_entry, audit_seal to kedang_app;
    grant select, insert, delete on audit_waiting to kedang_app;
    grant execute on function audit_prepare_months() to kedang_app;
  end if;
end
$$;
