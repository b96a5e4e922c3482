-- What has changed, for the pages that look at it. Read by one poller a node; old rows go.
create table change (
  id       bigint generated always as identity primary key,
  at       timestamptz not null default now(),
  kind     text not null,
  subject  uuid not null,
  version  integer not null,
  readers  integer[]
);
create index change_age on change (at);
