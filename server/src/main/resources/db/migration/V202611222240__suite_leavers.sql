-- When somebody was last looked for who has left at a suite, and what came of it.
alter table office_suite
  add column looked_at        timestamptz,
  add column looked_disabled  integer not null default 0,
  add column looked_problem   text;

comment on column office_suite.looked_disabled is 'how many that look disabled';
comment on column office_suite.looked_problem is 'the code of what kept it from it; null when nothing did';
