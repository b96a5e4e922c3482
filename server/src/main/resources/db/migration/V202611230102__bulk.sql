-- One change of many files, which can be taken back as a whole.
create table bulk (
  id          uuid primary key,
  action      text not null,
  change      jsonb not null,
  reason      text,
  started_by  uuid not null references app_user,
  started_at  timestamptz not null,
  state       text not null,
  total       integer not null,
  job         uuid,
  undo_until  timestamptz not null,
  undone_at   timestamptz
);
create index bulk_recency on bulk (started_at desc, id desc);
create index bulk_starter on bulk (started_by, started_at desc, id desc);

-- What became of each file; the version is the one that the change made.
create table bulk_row (
  bulk_id      uuid not null references bulk,
  customer_id  uuid not null references customer,
  outcome      text not null default 'PENDING',
  version      integer not null default 0,
  kept         text[] not null default '{}',
  primary key (bulk_id, customer_id)
);
create index bulk_row_open on bulk_row (bulk_id, outcome, customer_id);
