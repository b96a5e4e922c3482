-- Administrative divisions with the time in which each name held, so that old addresses keep theirs.
create table region (
  code        text collate "C" not null check (code ~ '^[1-9][0-9]{5}$'),
  name        text not null,
  level       text not null check (level in ('PROVINCE', 'CITY', 'DISTRICT')),
  parent_code text collate "C",
  valid_from  date not null,
  -- the first day on which it did not hold any more
  valid_to    date check (valid_to >= valid_from),
  primary key (code, valid_from),
  check ((level = 'PROVINCE') = (parent_code is null))
);
create unique index region_in_force on region (code) where valid_to is null;

-- The tables that were taken over, newest last.
create table region_edition (
  id       integer generated always as identity primary key,
  as_of    date not null,
  origin   text not null,
  taken_at timestamptz not null
);
