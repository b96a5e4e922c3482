-- The changes of a customer's orders by time, for his timeline. An order stays with its customer; the revision with
-- which it begins is no change, so that entering orders writes nothing into this index.
alter table order_revision add column customer_id uuid;
update order_revision r set customer_id = o.customer_id from trade_order o where o.id = r.order_id;
alter table order_revision alter column customer_id set not null;
create index order_revision_of_customer on order_revision (customer_id, entered_at desc, order_id desc, number desc)
  where number > 1;
