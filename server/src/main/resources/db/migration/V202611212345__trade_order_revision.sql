-- One row for each accepted change of an order; the form of `changes` is that of `revision`. A line stands
-- under `line.3`, except those with which the order began.
create table order_revision (
  order_id    uuid not null references trade_order,
  number      integer not null,
  changed_by  uuid,
  changed_by_name text not null,
  learned_at  timestamptz not null,
  entered_at  timestamptz not null,
  source      text not null,
  channel     text not null,
  confidence  smallint not null check (confidence between 0 and 100),
  reason      text,
  changes     jsonb not null,
  primary key (order_id, number)
);
