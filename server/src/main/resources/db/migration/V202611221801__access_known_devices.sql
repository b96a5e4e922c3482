-- Browsers in which a user has signed in. Each keeps a random secret in a cookie of its own; only its hash stands here.
create table known_device (
  id             uuid primary key,
  user_id        uuid not null references app_user,
  secret_hash    bytea not null,
  first_seen_at  timestamptz not null,
  last_seen_at   timestamptz not null,
  address        text,
  agent          text,
  told           boolean not null,
  unique (secret_hash, user_id)
);
create index known_device_user on known_device (user_id);
comment on column known_device.told is 'whether its user knows of it: false from its first sign-in until he says on another one that it is his';

alter table session add column device_id uuid;
comment on column session.device_id is 'known_device in which it was begun; null for those from before there were any';
