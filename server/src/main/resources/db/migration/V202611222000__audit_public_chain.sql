-- Beside the chain of MACs, which only the keeper of the key can check, one of plain hashes: with it,
-- an export of the register is verified by anybody who has the public key of the check points.
create table audit_link (
  number   bigint primary key,
  content  bytea not null,
  chain    bytea not null
);

comment on table audit_link is 'one row a seal: what the public chain says of it';
comment on column audit_link.content is 'SHA-256 over the hashes of its entries, in their order';
comment on column audit_link.chain is 'SHA-256 over the seal, its content and the chain before it';

do $$
begin
  if exists (select from pg_roles where rolname = 'kedang_app') then
    revoke all on audit_link from kedang_app;
    grant select, insert on audit_link to kedang_app;
  end if;
end
$$;
