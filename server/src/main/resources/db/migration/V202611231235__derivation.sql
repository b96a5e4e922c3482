-- Of which rules every record of a kind is: what lists and searches find is computed anew when they get better.
create table derivation (
  kind    text primary key,
  version integer not null
);
