-- File numbers are gapless: a creation holds its year's row until it commits.
create table file_number (year integer primary key, last integer not null);

create table customer (
  id              uuid primary key,
  -- small, for sets of customers in analyses
  number          integer generated always as identity unique,
  kind            text not null check (kind in ('ORGANISATION', 'PERSON')),
  file_number     text collate "C" not null unique,
  filed_on        date not null,
  version         integer not null,
  created_at      timestamptz not null,
  created_by      uuid,
  updated_at      timestamptz not null,
  updated_by      uuid,
  voided_at       timestamptz,
  voided_by       uuid,
  void_reason     text,
  -- who reads it by relation: numbers of the owner, his department, shares and grants
  readers         integer[] not null,
  -- one ciphertext a field, for every field whose value is sensitive in this record
  sealed          jsonb not null default '{}',
  custom          jsonb not null default '{}',
  -- folded copies of the texts whose lower case is not their folded form
  folded          jsonb not null default '{}',

  name            text not null,
  name_folded     text collate "C" not null,
  -- pinyin key that lists sort by
  name_key        text collate "C" not null,
  -- what two spellings of one firm's name have in common
  name_match      text collate "C" not null,
  derived_version integer not null,

  alias           text[] not null default '{}',
  external_number text collate "C",
  grade           text check (grade in ('A', 'B', 'C')),
  grade_reason    text,
  -- set by a person (or an import); computing classes leaves it alone
  grade_manual    boolean,
  lifecycle       text,
  owner           uuid references app_user,
  department      uuid references department,
  source          text,
  tags            text[] not null default '{}',
  next_contact_at timestamptz,
  remarks         text,

  phone           text collate "C",
  mobile          text collate "C",
  fax             text collate "C",
  email           text collate "C",
  website         text,
  address_country   text,
  address_province  text,
  address_city      text,
  address_district  text,
  address_street    text,
  address_postcode  text,
  address_longitude numeric(9, 6),
  address_latitude  numeric(9, 6),
  time_zone       text,
  language        text,

  credit_code          text collate "C",
  legal_representative text,
  founded_on           date,
  registered_capital          numeric(18, 2),
  registered_capital_currency text,
  shareholders         text,
  industry             text,
  ownership            text,
  standing             text,
  size                 text,
  employees            bigint,
  employees_chinese    bigint,
  employees_foreign    bigint,

  sex             text,
  id_kind         text,
  occupation      text,
  hobbies         text,

  bank            text,
  business_scope  text,
  main_business   text,
  side_business   text,
  main_products   text,
  sales_year      bigint,
  sales_latest                   numeric(18, 2),
  sales_latest_currency          text,
  sales_previous                 numeric(18, 2),
  sales_previous_currency        text,
  sales_before_previous          numeric(18, 2),
  sales_before_previous_currency text,
  news            text,
  culture         text,

  credit_rating   text,
  needs           text,
  advantages      text,
  disadvantages   text,
  countermeasures text
);
create index customer_recency on customer (updated_at desc, id desc) where voided_at is null;
create index customer_creation on customer (created_at desc, id desc) where voided_at is null;
create index customer_name_order on customer (name_key, id) where voided_at is null;
create index customer_bin on customer (updated_at desc, id desc) where voided_at is not null;
create index customer_credit_code on customer (credit_code) where credit_code is not null;
create index customer_name_match on customer (name_match);
create index customer_external_number on customer (external_number) where external_number is not null;
create index customer_owner on customer (owner, updated_at desc, id desc) where voided_at is null;

-- One row for each accepted change; the customer's version is the number of its newest revision.
create table revision (
  customer_id uuid not null references customer,
  number      integer not null,
  changed_by  uuid,
  changed_by_name text not null,
  learned_at  timestamptz not null,
  entered_at  timestamptz not null,
  source      text not null,
  channel     text not null,
  confidence  smallint not null check (confidence between 0 and 100),
  reason      text,
  -- [{"field": …, "before": …, "after": …}]; of a sealed field both are ciphertexts
  changes     jsonb not null,
  primary key (customer_id, number)
);

-- What search reads: written only when a searchable field or the readers change.
create table customer_search (
  customer_id uuid primary key references customer,
  readers     integer[] not null,
  grams       text[] not null,
  tokens      bigint[] not null,
  derived_version integer not null
);
create index customer_search_all on customer_search using gin (readers, grams, tokens);
