-- How many rows of customer data somebody may take along: in one file without an approval, in any 24 hours, in one file at all.
-- Null is as many as he likes.
alter table role
  add column rows_unapproved  integer check (rows_unapproved >= 0),
  add column rows_per_day     integer check (rows_per_day >= 0),
  add column rows_at_once     integer check (rows_at_once > 0);

update role
   set rows_unapproved = case when 'ADMINISTER' = any (rights) then 10000 else 500 end,
       rows_per_day = case when 'ADMINISTER' = any (rights) then 50000
                           when rank in ('EMPLOYEE', 'SUPERVISOR') then 1000
                           when rank = 'MANAGER' then 2000
                           else 5000 end,
       rows_at_once = case when 'ADMINISTER' = any (rights) then null
                           when rank in ('EMPLOYEE', 'SUPERVISOR') then 5000
                           when rank = 'MANAGER' then 20000
                           else 50000 end;

-- Every file of customer data that left the house: a list, a form, an overview. Its number stands on it and in the register.
create sequence outgoing_file_number;
create table outgoing_file (
  id        uuid primary key,
  number    bigint not null unique,
  user_id   uuid not null references app_user,
  kind      text not null check (kind in ('LIST', 'CONTACT_OVERVIEW', 'FILE_FORM')),
  format    text not null,
  rows      integer not null check (rows >= 0),
  approved  boolean not null,
  left_at   timestamptz not null
);
comment on column outgoing_file.approved is 'somebody else answers for it: it does not count among the rows of the day';
create index outgoing_file_of_user on outgoing_file (user_id, left_at) where not approved;

-- A file that turns up elsewhere is traced by its number.
create index audit_entry_outgoing on audit_entry ((detail ->> 'number')) where action in ('EXPORTED', 'PRINTED');
