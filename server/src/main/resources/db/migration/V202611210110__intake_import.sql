-- A file that was brought in, what its columns mean, and what became of its rows.
create table import (
  id          uuid primary key,
  file_name   text not null,
  owner       uuid not null references app_user,
  state       text not null check (state in ('READY', 'CHECKED', 'PARTLY', 'DONE', 'UNDONE')),
  -- what the file turned out to be, and what the owner said of it
  shape       jsonb not null,
  options     jsonb not null,
  -- some rows, sealed with the import's key
  samples     text not null,
  plan        jsonb not null,
  counts      jsonb not null,
  -- option values that nobody knows, with the number of rows: {"industry": {"不存在的行业": 3}}
  unknown     jsonb not null default '{}',
  conflicts   jsonb not null default '[]',
  job         uuid references job,
  bytes       bigint not null,
  version     integer not null default 1,
  created_at  timestamptz not null,
  ended_at    timestamptz,
  -- until then it can be undone; then rows and file go
  expires_at  timestamptz not null,
  cleared_at  timestamptz
);
create index import_of_owner on import (owner, id desc);
create index import_expiry on import (expires_at) where cleared_at is null;

-- How a set of headings was mapped last.
create table import_mapping (
  kind     text not null,
  headings text not null,
  plan     jsonb not null,
  used_at  timestamptz not null,
  primary key (kind, headings)
);

-- What somebody decided about a row, or corrected in it; the cells are sealed with the import's key.
create table import_fix (
  import   uuid not null references import,
  row      bigint not null,
  decision text check (decision in ('SKIP', 'FILL', 'OVERWRITE', 'CREATE')),
  cells    text,
  primary key (import, row)
);

-- One row for each row of a file: a partition for each import, dropped as a whole.
create table import_row (
  import   uuid not null,
  row      bigint not null,
  line     bigint not null,
  outcome  text not null,
  -- the record that was created or changed, and the version that this made
  record   uuid,
  version  integer,
  -- the record or the earlier row that this one seems to be, and by what
  twin     uuid,
  twin_row bigint,
  basis    text,
  problems jsonb,
  -- the cells as they stand in the file, sealed with the import's key
  cells    text,
  primary key (import, row)
) partition by list (import);
create index import_row_outcome on import_row (import, outcome, row);
create index import_row_record on import_row (import, record) where version is not null;

-- By what rows of one file recognise each other: keyed tokens only. Unlogged: it can be made again.
create table import_token (
  import uuid not null,
  token  bigint not null,
  row    bigint not null,
  -- two rows whose rivals differ are not the same, whatever else they share
  rival  bigint,
  record uuid not null
) partition by list (import);
create index import_token_token on import_token (import, token);

-- Partitions belong to the owner of the tables; the application may only make and drop them.
create function import_close(wanted uuid, rows_too boolean) returns void
language plpgsql security definer set search_path from current as $$
declare
  suffix text := replace(wanted::text, '-', '');
begin
  execute format('drop table if exists %I', 'import_token_' || suffix);
  if rows_too then
    execute format('drop table if exists %I', 'import_row_' || suffix);
  end if;
end $$;

create function import_open(wanted uuid, rows_too boolean) returns void
language plpgsql security definer set search_path from current as $$
declare
  suffix text := replace(wanted::text, '-', '');
begin
  perform import_close(wanted, rows_too);
  execute format('create unlogged table %I (like import_token including all)',
                 'import_token_' || suffix);
  execute format('alter table import_token attach partition %I for values in (%L)',
                 'import_token_' || suffix, wanted);
  if rows_too then
    execute format('create table %I (like import_row including all)', 'import_row_' || suffix);
    execute format('alter table import_row attach partition %I for values in (%L)',
                   'import_row_' || suffix, wanted);
  end if;
end $$;

revoke execute on function import_open(uuid, boolean), import_close(uuid, boolean) from public;
