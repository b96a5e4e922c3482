-- all that came from one address; all that was done to one kind of thing
create index audit_entry_address on audit_entry (address, occurred_at, id) where address is not null;
create index audit_entry_kind on audit_entry (subject_kind, occurred_at, id);
