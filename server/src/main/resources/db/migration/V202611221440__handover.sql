-- Files of somebody who leaves go to a colleague, in one act that can be taken back.
create table handover (
  id          uuid primary key,
  from_user   uuid not null references app_user,
  to_user     uuid not null references app_user,
  reason      text not null,
  started_by  uuid not null references app_user,
  started_at  timestamptz not null,
  files       integer not null default 0,
  undone_at   timestamptz
);
create index handover_recency on handover (started_at desc, id desc);

-- What each file has to get back.
create table handover_file (
  handover_id  uuid not null references handover,
  customer_id  uuid not null references customer,
  department   uuid references department,
  primary key (handover_id, customer_id)
);

insert into policy (id, position, shipped, name, enabled, actions, level, relation, min_rank, condition) values
  ('01930000-0000-7000-8000-000000000009', 39, 'administering', 'administering', true,
   '{ADMINISTER}', 'READABLE', 'ANY', null, null);
