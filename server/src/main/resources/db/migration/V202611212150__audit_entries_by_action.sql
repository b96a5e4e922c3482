-- all exports, all failed sign-ins: rare actions among millions of reads
create index audit_entry_action on audit_entry (action, occurred_at, id);
