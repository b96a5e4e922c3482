-- What a customer bought. A return is an order of its own with a negative amount.
create table trade_order (
  id           uuid primary key,
  customer_id  uuid not null references customer,
  order_number text collate "C" not null,
  ordered_on   date not null,
  amount       numeric(18, 2) not null,
  currency     text not null,
  status       text not null check (status in ('DRAFT', 'IN_PROGRESS', 'DONE', 'CANCELLED', 'RETURNED')),
  place        text,
  owner        uuid references app_user,
  breach       text,
  remark       text,
  source       text not null,
  version      integer not null default 1,
  created_at   timestamptz not null,
  created_by   uuid,
  updated_at   timestamptz not null,
  voided_at    timestamptz
);
create unique index trade_order_number on trade_order (order_number) where voided_at is null;
create index trade_order_of_customer on trade_order (customer_id, ordered_on desc, id desc) where voided_at is null;

create table order_line (
  order_id     uuid not null references trade_order,
  line_number  integer not null,
  product_code text not null,
  product_name text not null,
  quantity     numeric(18, 4) not null,
  unit_price   numeric(18, 4) not null,
  amount       numeric(18, 2) not null,
  primary key (order_id, line_number)
);
