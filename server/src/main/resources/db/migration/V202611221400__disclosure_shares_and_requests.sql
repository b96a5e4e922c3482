-- What somebody reaches for a limited time: a number in the `readers` of one file, which counts
-- among his until it ends. Reading needs no change of the file when it does.
create table access_grant (
  number   integer primary key default nextval('principal_number'),
  user_id  uuid not null references app_user,
  ends_at  timestamptz not null
);
create index access_grant_end on access_grant (ends_at);

-- A person or department that a file is shared with until somebody ends it.
create table file_share (
  customer_id   uuid not null references customer,
  grantee       uuid not null,
  department    boolean not null,
  may_edit      boolean not null,
  note          text,
  shared_by     uuid not null references app_user,
  shared_at     timestamptz not null,
  primary key (customer_id, grantee)
);
create index file_share_of_grantee on file_share (grantee);

-- Somebody asks to read a file for a purpose and a time, somebody else decides.
create table access_request (
  id            uuid primary key,
  customer_id   uuid not null references customer,
  requested_by  uuid not null references app_user,
  requested_at  timestamptz not null,
  purpose       text not null,
  hours         integer not null check (hours between 1 and 2160),
  state         text not null check (state in ('PENDING', 'APPROVED', 'REFUSED', 'WITHDRAWN', 'ENDED')),
  decided_by    uuid references app_user,
  decided_at    timestamptz,
  answer        text,
  grant_number  integer,
  ends_at       timestamptz
);
create unique index access_request_once on access_request (customer_id, requested_by) where state = 'PENDING';
create index access_request_pending on access_request (requested_at desc, id desc) where state = 'PENDING';
create index access_request_running on access_request (ends_at) where state = 'APPROVED';
create index access_request_of_user on access_request (requested_by, requested_at desc, id desc);
create index access_request_decided_by on access_request (decided_by, requested_at desc, id desc) where decided_by is not null;
create index access_request_of_file on access_request (customer_id, requested_at desc);

alter table policy drop constraint policy_relation_check;
alter table policy add constraint policy_relation_check
  check (relation in ('OWNER', 'SCOPE', 'COLLABORATOR', 'GRANTED', 'ANY'));

-- Whoever works on a file as a matter of course may let others work on it. A policy that somebody
-- has switched off or narrowed stays as it is otherwise.
update policy set actions = array_append(actions, 'SHARE')
 where shipped in ('scope', 'class-a-by-rank', 'class-a-by-owner');

insert into policy (id, position, shipped, name, enabled, actions, level, relation, min_rank, condition) values
  ('01930000-0000-7000-8000-000000000005', 32, 'class-a-by-collaborator', 'class-a-by-collaborator', false,
   '{FIND,READ,READ_SENSITIVE,EDIT,PRINT}', 'READABLE', 'COLLABORATOR', null, '{"field":"grade","op":"eq","value":"A"}'),
  ('01930000-0000-7000-8000-000000000006', 34, 'by-approval', 'by-approval', true,
   '{FIND,READ,READ_SENSITIVE,PRINT}', 'READABLE', 'GRANTED', null, null),
  ('01930000-0000-7000-8000-000000000007', 36, 'approving', 'approving', true,
   '{APPROVE}', 'READABLE', 'ANY', null, '{"not":{"field":"grade","op":"eq","value":"A"}}'),
  ('01930000-0000-7000-8000-000000000008', 38, 'approving-class-a', 'approving-class-a', true,
   '{APPROVE}', 'READABLE', 'ANY', 'MARKETING_MANAGER', '{"field":"grade","op":"eq","value":"A"}');

update role set rights = array_append(rights, 'SHARE')
 where 'CUSTOMER_EDIT' = any (rights) and code <> 'archivist';
update role set rights = array_append(rights, 'APPROVE')
 where code in ('service', 'marketing-manager', 'director', 'administrator');
