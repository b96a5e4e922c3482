-- Lists ask which files had orders or visits in some days: the days lead, and the file stands beside
-- them, so that the index alone answers.
create index trade_order_by_day on trade_order (ordered_on, customer_id) where voided_at is null;
create index visit_by_day on visit (visited_on, customer_id);
