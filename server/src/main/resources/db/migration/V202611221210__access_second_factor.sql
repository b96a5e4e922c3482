-- Beside the password: codes of an authenticator. The secret is sealed with the user's own key; until the first code has
-- come back it opens and closes nothing.
create table totp_factor (
  user_id       uuid primary key references app_user,
  secret        text not null,
  last_step     bigint not null default 0,
  started_at    timestamptz not null,
  confirmed_at  timestamptz
);
comment on column totp_factor.last_step is 'time step of the newest code that was accepted: no code counts twice';

-- For whoever has lost his device: each opens once. Keyed hashes, the key lies outside the database.
create table recovery_code (
  user_id  uuid not null references app_user,
  mac      bytea not null,
  used_at  timestamptz,
  primary key (user_id, mac)
);

-- The password was right, a code is awaited: bound to one browser by a secret, good for nothing else.
create table pending_sign_in (
  secret_hash  bytea primary key,
  user_id      uuid not null references app_user,
  codes_tried  integer not null default 0,
  expires_at   timestamptz not null
);

-- Failures are counted by name, whether or not somebody has it: a lock does not tell who works here.
create table sign_in_attempt (
  name_mac      bytea primary key,
  failures      integer not null,
  last_at       timestamptz not null,
  locked_until  timestamptz
);
alter table app_user drop column failed_sign_ins, drop column locked_until;

alter table role add column needs_second_factor boolean not null default false;

alter table session add column proved_at timestamptz, add column proofs text[] not null default '{PASSWORD}';
update session set proved_at = created_at;
alter table session alter column proved_at set not null;
comment on column session.proved_at is 'when its user last showed that it is still he';
