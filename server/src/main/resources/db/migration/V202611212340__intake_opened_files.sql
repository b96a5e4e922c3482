-- The customer file that was opened because the row named it and nobody had it.
alter table import_row add column opened uuid;
create index import_row_opened on import_row (import, opened) where opened is not null;
