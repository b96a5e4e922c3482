-- How long entries of the register are kept, by group, and what is left of those that are gone.
create table audit_retention (
  only_row  boolean primary key default true check (only_row),
  months    jsonb not null,
  hold      text,
  held_by   text,
  held_at   timestamptz,
  archive   boolean not null,
  version   integer not null,
  check ((hold is null) = (held_at is null))
);

comment on column audit_retention.months is 'by name of the group; what is not named is kept as a new installation keeps it';
comment on column audit_retention.hold is 'why nothing may be removed for the time being (legal hold)';
comment on column audit_retention.archive is 'what is removed is written to a file before';

-- One row for each stretch of seals that lost entries by policy.
create table audit_removal (
  number      bigint primary key,
  removed_at  timestamptz not null,
  groups      text[] not null,
  first_seal  bigint not null,
  last_seal   bigint not null,
  entries     bigint not null,
  digest      bytea not null,
  previous    bytea not null,
  mac         bytea not null
);

comment on column audit_removal.digest is 'SHA-256 over its gaps';
comment on column audit_removal.previous is 'MAC of the removal before, empty for the first';

-- What both chains still need of entries that are gone.
create table audit_gap (
  seal       bigint not null,
  last_seal  bigint not null,
  removal    bigint not null references audit_removal,
  ids        bigint[] not null,
  macs       bytea not null,
  leaves     bytea not null,
  primary key (seal, removal)
);

comment on table audit_gap is 'entries that a removal took out of one seal; without ids: seals of which it took all there was';
comment on column audit_gap.macs is 'MACs of the entries, 33 bytes each; leaves their hashes in the public chain, 32 bytes each';

-- The application removes nothing by itself: this function does, and nothing younger than the law allows, whatever clock the
-- application has.
create function audit_remove(first_at timestamptz, last_at timestamptz, gone bigint[]) returns bigint
  language plpgsql security definer
  set search_path from current
  set timezone = 'UTC'
as $$
declare
  removed bigint;
begin
  if last_at > now() - interval '6 months' then
    raise exception 'entries of the register are kept for at least six months';
  end if;
  delete from audit_entry where occurred_at between first_at and last_at and id = any (gone);
  get diagnostics removed = row_count;
  return removed;
end
$$;

revoke execute on function audit_remove(timestamptz, timestamptz, bigint[]) from public;

do $$
begin
  if exists (select from pg_roles where rolname = 'kedang_app') then
    revoke all on audit_retention, audit_removal, audit_gap from kedang_app;
    grant select, insert, update on audit_retention to kedang_app;
    grant select, insert on audit_removal, audit_gap to kedang_app;
    grant execute on function audit_remove(timestamptz, timestamptz, bigint[]) to kedang_app;
  end if;
end
$$;
