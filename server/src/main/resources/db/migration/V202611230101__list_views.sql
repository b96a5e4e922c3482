-- A view is a name for what the address of a list says. It grants nothing: its filter runs under the lock of whoever looks.
create table list_view (
  id          uuid primary key,
  owner       uuid not null references app_user,
  name        text not null,
  visibility  text not null check (visibility in ('PRIVATE', 'DEPARTMENT', 'EVERYONE')),
  department  uuid references department,
  locked      boolean not null,
  definition  jsonb not null,
  version     integer not null default 1,
  check ((visibility = 'DEPARTMENT') = (department is not null))
);
create unique index list_view_name on list_view (owner, visibility, lower(name));
create index list_view_shared on list_view (visibility, department) where visibility <> 'PRIVATE';

-- The tabs above somebody's list, and the one with which it opens.
create table list_view_pin (
  user_id   uuid not null references app_user,
  view_id   uuid not null references list_view on delete cascade,
  position  integer not null,
  opens     boolean not null,
  primary key (user_id, view_id)
);
create index list_view_pin_view on list_view_pin (view_id);
