-- The weights in force; one row.
create table abc_rules (
  only_row boolean primary key default true check (only_row),
  rules    jsonb not null,
  version  integer not null
);

-- What the last computation found for each customer: the answer to 'why this class?'.
create table abc_score (
  customer_id uuid primary key references customer,
  region      numeric(5, 2) not null,
  strength    numeric(5, 2) not null,
  likelihood  numeric(5, 2) not null,
  total       numeric(5, 2) not null,
  rank        integer not null,
  of          integer not null,
  grade       text not null,
  rules       jsonb not null,
  computed_at timestamptz not null
);
