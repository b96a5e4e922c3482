-- Visits to customers that have taken place.
create table visit (
  id          uuid primary key,
  customer_id uuid not null references customer,
  visited_on  date not null,
  place       text,
  people_met  text[] not null,
  summary     text not null,
  recorded_by uuid,
  recorded_at timestamptz not null
);
create index visit_of_customer on visit (customer_id, visited_on desc, id desc);
