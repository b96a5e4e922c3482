-- Users and departments share one sequence of small numbers: what a file's `readers` holds.
create sequence principal_number as integer;

create table company (
  only_row    boolean primary key default true check (only_row),
  name        text not null,
  time_zone   text not null default 'Asia/Shanghai',
  set_up_at   timestamptz
);

-- Raised by every change of users, departments, roles and policies; what is cached of them compares it.
create table access_epoch (only_row boolean primary key default true check (only_row), epoch bigint not null);
insert into access_epoch (epoch) values (1);

create table department (
  id         uuid primary key,
  principal  integer not null unique default nextval('principal_number'),
  name       text not null,
  parent_id  uuid references department,
  version    integer not null default 1,
  voided_at  timestamptz
);
create unique index department_name on department (name) where voided_at is null;

create table role (
  id         uuid primary key,
  code       text not null unique,
  name       text not null,
  rank       text not null,
  scope      text not null check (scope in ('OWN', 'DEPARTMENT', 'SUBTREE', 'ALL')),
  rights     text[] not null,
  version    integer not null default 1,
  voided_at  timestamptz
);

create table app_user (
  id               uuid primary key,
  principal        integer not null unique default nextval('principal_number'),
  username         text not null,
  username_folded  text not null unique,
  display_name     text not null,
  password_hash    text,
  department_id    uuid references department,
  role_id          uuid not null references role,
  scope            text check (scope in ('OWN', 'DEPARTMENT', 'SUBTREE', 'ALL')),
  failed_sign_ins  integer not null default 0,
  locked_until     timestamptz,
  disabled_at      timestamptz,
  version          integer not null default 1,
  created_at       timestamptz not null default now()
);

create table session (
  secret_hash   bytea primary key,
  id            uuid not null unique,
  user_id       uuid not null references app_user,
  created_at    timestamptz not null,
  last_seen_at  timestamptz not null,
  expires_at    timestamptz not null,
  address       text,
  agent         text
);
create index session_of_user on session (user_id);

create table api_token (
  id           uuid primary key,
  user_id      uuid not null references app_user,
  name         text not null,
  secret_hash  bytea not null unique,
  rights       text[],
  created_at   timestamptz not null,
  expires_at   timestamptz,
  last_used_at timestamptz,
  revoked_at   timestamptz
);
create index api_token_of_user on api_token (user_id);

create table policy (
  id          uuid primary key,
  position    integer not null,
  name        text not null,
  enabled     boolean not null default true,
  effect      text not null default 'ALLOW' check (effect in ('ALLOW', 'DENY')),
  actions     text[] not null,
  level       text not null check (level in ('ANNOUNCED', 'READABLE')),
  relation    text not null check (relation in ('OWNER', 'SCOPE', 'ANY')),
  min_rank    text,
  roles       uuid[],
  condition   jsonb,
  obligations text[] not null default '{}',
  version     integer not null default 1
);

-- The shipped lock. What none of these grants is hidden.
insert into policy (id, position, name, actions, level, relation, min_rank, condition) values
  ('01930000-0000-7000-8000-000000000001', 10, 'scope', '{FIND,READ,READ_SENSITIVE,EDIT,EXPORT,PRINT}', 'READABLE', 'SCOPE', null,
   '{"not":{"field":"grade","op":"eq","value":"A"}}'),
  ('01930000-0000-7000-8000-000000000002', 20, 'class-a-by-rank', '{FIND,READ,READ_SENSITIVE,EDIT,EXPORT,PRINT}', 'READABLE', 'SCOPE', 'MARKETING_MANAGER',
   '{"field":"grade","op":"eq","value":"A"}'),
  ('01930000-0000-7000-8000-000000000003', 30, 'class-a-by-owner', '{FIND,READ,READ_SENSITIVE,EDIT,EXPORT,PRINT}', 'READABLE', 'OWNER', null,
   '{"field":"grade","op":"eq","value":"A"}'),
  ('01930000-0000-7000-8000-000000000004', 40, 'announced', '{FIND}', 'ANNOUNCED', 'ANY', null, null);
