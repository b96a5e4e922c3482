-- The classes of fields that a policy masks or withholds; its obligations say which of both.
alter table policy add column fields text[] not null default '{}';
