-- A person of a customer. He stands once, however many customers he works for or has worked for.
create table person (
  id              uuid primary key,
  version         integer not null,
  created_at      timestamptz not null,
  created_by      uuid,
  updated_at      timestamptz not null,
  updated_by      uuid,
  voided_at       timestamptz,
  voided_by       uuid,
  void_reason     text,
  -- one ciphertext a field, for every field whose value is sensitive
  sealed          jsonb not null default '{}',

  name            text not null,
  name_folded     text collate "C" not null,
  -- pinyin key that lists sort by
  name_key        text collate "C" not null,
  -- what he is found by; his customers' rows for search repeat it
  grams           text[] not null,
  tokens          bigint[] not null,
  derived_version integer not null,

  sex             text,
  education       text,
  hobbies         text,
  mobile          text collate "C",
  phone           text collate "C",
  external_number text collate "C",
  best_channel    text,
  best_time       text,
  answer_rate     bigint,
  purchase_intent text,
  remarks         text
);
create index person_name_order on person (name_key, id) where voided_at is null;
create index person_external_number on person (external_number) where external_number is not null;
create index person_search on person using gin (grams, tokens);

-- What a person is or was at a customer; the rows that have ended are the history.
create table position (
  id            uuid primary key,
  person_id     uuid not null references person,
  customer_id   uuid not null references customer,
  role          text not null
                check (role in ('LEGAL_REPRESENTATIVE', 'PRINCIPAL', 'MAIN_CONTACT', 'CONTACT')),
  title         text,
  department    text,
  decision_role text,
  is_main       boolean not null default false,
  since         date,
  until         date check (until >= since)
);
create index position_of_person on position (person_id);
create index position_at_customer on position (customer_id);
create unique index position_current on position (person_id, customer_id) where until is null;
create unique index position_main on position (customer_id) where is_main and until is null;

-- One row for each accepted change of a person or of his positions.
create table person_revision (
  person_id   uuid not null references person,
  number      integer not null,
  changed_by  uuid,
  changed_by_name text not null,
  learned_at  timestamptz not null,
  entered_at  timestamptz not null,
  source      text not null,
  channel     text not null,
  confidence  smallint not null check (confidence between 0 and 100),
  reason      text,
  -- as in revision; a change of a position names the customer
  changes     jsonb not null,
  primary key (person_id, number)
);
