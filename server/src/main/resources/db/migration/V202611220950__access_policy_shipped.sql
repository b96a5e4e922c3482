-- What the house ships is named by its code in every language; what a company adds has its own name.
alter table policy add column shipped text unique;
update policy set shipped = name;
