-- Fields that an administrator adds to customer files. Their values stand in customer.custom under their key, in the form
-- in which answers carry them; sealed ones in customer.sealed like those of built-in fields.
create table custom_field (
  key           text        primary key check (key ~ '^[a-z][a-zA-Z0-9]{0,39}$'),
  type          text        not null,
  section       text        not null,
  kinds         text[]      not null default '{}',
  label         jsonb       not null,
  help          jsonb       not null,
  options       jsonb       not null default '[]',
  required      boolean     not null,
  listed        boolean     not null,
  searched      boolean     not null,
  sensitive     boolean     not null,
  longest       integer     not null,
  least         bigint,
  initial       jsonb,
  position      integer     not null,
  retired_at    timestamptz,
  version       integer     not null default 1,
  created_at    timestamptz not null,
  updated_at    timestamptz not null
);

comment on column custom_field.kinds is 'kinds of customer that have it; empty for all';
comment on column custom_field.initial is 'what a new file gets where nothing is given';
comment on column custom_field.retired_at is 'since when no form shows it; what files hold stays';

-- What is compared and sorted of a value: these casts depend on no setting for the forms that are stored, so that an index may hold them.
create function custom_date(text) returns date
  language sql immutable strict parallel safe
  return make_date(cast(substr($1, 1, 4) as integer), cast(substr($1, 6, 2) as integer), cast(substr($1, 9, 2) as integer));

create function custom_instant(text) returns timestamptz
  language plpgsql immutable strict parallel safe
  as $$ begin return cast($1 as timestamptz); end $$;

create function custom_words(jsonb) returns text[]
  language sql immutable strict parallel safe
  return array(select jsonb_array_elements_text($1));
