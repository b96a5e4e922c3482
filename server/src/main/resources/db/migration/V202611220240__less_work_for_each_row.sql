-- Revisions are kept as they were written and read whole: taking them apart cost as much as the rest of the row.
alter table revision alter column changes type json;
alter table person_revision alter column changes type json;
alter table order_revision alter column changes type json;

-- Every import has partitions of its own, so that its id need not stand in their indexes.
drop index import_token_token;
create index import_token_token on import_token (token);
drop index import_row_outcome;
create index import_row_outcome on import_row (outcome, row);
drop index import_row_record;
create index import_row_record on import_row (record) where version is not null;
