-- Files that nobody has any business with: whoever opens one raises the alarm. Beside the file, so that nothing of it tells.
create table bait (
  customer_id uuid primary key references customer,
  marked_by   uuid not null references app_user,
  marked_at   timestamptz not null
);
