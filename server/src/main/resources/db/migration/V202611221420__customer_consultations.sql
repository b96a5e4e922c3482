-- What somebody has said he opens a file for, and until when that counts. Each look by it stands in
-- the register.
create table consultation (
  id           uuid primary key,
  customer_id  uuid not null references customer,
  user_id      uuid not null references app_user,
  purpose      text not null,
  began_at     timestamptz not null,
  ends_at      timestamptz not null
);
create index consultation_of_user on consultation (customer_id, user_id, ends_at desc);

-- Whoever opens a file of class A that is not his own says what for; the purpose of a request that
-- was approved is known.
update policy set obligations = '{REASON}'
 where shipped in ('class-a-by-rank', 'class-a-by-collaborator', 'by-approval');
