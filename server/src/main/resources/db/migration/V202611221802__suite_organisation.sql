-- Office suites (WeCom, DingTalk, Feishu) whose departments and people are taken over. The secret is sealed with a key
-- of the row's own.
create table office_suite (
  kind        text primary key,
  id          uuid not null unique,
  client_id   text not null,
  secret      text not null,
  role_id     uuid not null references role,
  version     integer not null default 1
);
comment on column office_suite.client_id is 'CorpID, AppKey or App ID: who we are there';
comment on column office_suite.role_id is 'of people who come from there; it never administers';

-- Which department and which user is whose, by the suite's own ids.
create table suite_department (
  kind           text not null,
  external_id    text not null,
  department_id  uuid not null references department,
  primary key (kind, external_id),
  unique (kind, department_id)
);

create table suite_user (
  kind         text not null,
  external_id  text not null,
  user_id      uuid not null references app_user,
  primary key (kind, external_id),
  unique (kind, user_id)
);
