-- Somebody asks to take a list along that leaves only if somebody else answers for it. What it asks for holds words of a search and
-- values: it is sealed with the key of the one who asks.
create table export_request (
  id            uuid primary key,
  requested_by  uuid not null references app_user,
  requested_at  timestamptz not null,
  purpose       text not null,
  export        text not null,
  rows          integer not null,
  state         text not null check (state in ('PENDING', 'APPROVED', 'REFUSED', 'WITHDRAWN', 'FETCHED')),
  decided_by    uuid references app_user,
  decided_at    timestamptz,
  answer        text,
  ends_at       timestamptz,
  number        bigint references outgoing_file (number)
);
create index export_request_pending on export_request (requested_at desc, id desc) where state = 'PENDING';
create index export_request_of_user on export_request (requested_by, requested_at desc, id desc);
create index export_request_decided_by on export_request (decided_by, requested_at desc, id desc) where decided_by is not null;
