-- Providers (OIDC) and directories (LDAP) at which people of this company have accounts. What a kind needs beyond its
-- secret stands in `settings`; who comes in without being known here, and as what, in `admission`.
create table sign_in_connection (
  id          uuid primary key,
  number      integer generated always as identity unique,
  name        text not null,
  kind        text not null,
  enabled     boolean not null,
  settings    jsonb not null,
  admission   jsonb not null,
  secret      text,
  version     integer not null default 1,
  voided_at   timestamptz
);
comment on column sign_in_connection.number is 'order in which they are shown';
comment on column sign_in_connection.secret is 'sealed with a key of the connection''s own';
create unique index sign_in_connection_name on sign_in_connection (name) where voided_at is null;

-- Who an account elsewhere is here. One account of a connection for each user.
create table outside_account (
  connection_id  uuid not null references sign_in_connection,
  subject        text not null,
  user_id        uuid not null references app_user,
  label          text not null,
  linked_at      timestamptz not null,
  last_at        timestamptz not null,
  primary key (connection_id, subject),
  unique (connection_id, user_id)
);
comment on column outside_account.subject is 'what the other side never gives to anybody else';
comment on column outside_account.label is 'what he was called there when he last came, to be recognised by people';
create index outside_account_of_user on outside_account (user_id);

-- A browser was sent to a provider and has not come back. What it is asked on its return follows from its secret.
create table outside_journey (
  secret_hash    bytea primary key,
  connection_id  uuid not null references sign_in_connection,
  session_id     uuid references session (id) on delete cascade,
  expires_at     timestamptz not null
);
comment on column outside_journey.session_id is 'the session that wants a proof; null for a sign-in';

-- Where the user of a session signed in, for the end of both.
create table session_origin (
  session_id     uuid primary key references session (id) on delete cascade,
  connection_id  uuid not null references sign_in_connection,
  subject        text not null,
  their_session  text,
  their_token    text
);
comment on column session_origin.their_token is 'sealed with the connection''s key: shows the provider whom to sign out';
create index session_origin_subject on session_origin (connection_id, subject);

alter table pending_sign_in
  add column proofs text[] not null default '{PASSWORD}',
  add column connection_id uuid references sign_in_connection,
  add column subject text,
  add column their_session text,
  add column their_token text;
