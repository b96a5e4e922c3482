-- How many files somebody may open under a policy within how many hours.
alter table policy add column limit_files integer check (limit_files between 1 and 100000);
alter table policy add column limit_hours integer check (limit_hours between 1 and 24);
alter table policy add constraint policy_limit_is_whole check ((limit_files is null) = (limit_hours is null));
