-- Passkeys (WebAuthn). What is kept of them is public: a copy of this table opens nothing.
create table passkey (
  id             uuid primary key,
  user_id        uuid not null references app_user,
  name           text not null,
  site           text not null,
  credential_id  bytea not null unique,
  public_key     bytea not null,
  counter        bigint not null,
  synced         boolean not null,
  transports     text[] not null,
  created_at     timestamptz not null,
  last_used_at   timestamptz
);
create index passkey_user on passkey (user_id);
comment on column passkey.site is 'host name for which the authenticator made it; it answers no other';
comment on column passkey.public_key is 'attested credential data: kind of authenticator, id, COSE key';
comment on column passkey.counter is 'of the newest signature; zero for authenticators that do not count';
comment on column passkey.synced is 'whether its maker may copy it to other devices of the user';

-- Challenges carry their own proof that we made them; only those that came back stand here, until they lapse.
create table used_challenge (
  hash        bytea primary key,
  expires_at  timestamptz not null
);
create index used_challenge_expires on used_challenge (expires_at);
