-- Whether lists can be sorted by a custom field: its index is there and complete.
alter table custom_field add column ordered boolean not null default false;
