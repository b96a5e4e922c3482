-- What the lock asks of a file lies beside its place in the lists of its owner and its department:
-- whoever sees few files has them counted, and their newest found, without a look at the files.
drop index customer_owner;
drop index customer_of_department;
create index customer_owner on customer (owner, updated_at desc, id desc)
  include (readers, grade) where voided_at is null;
create index customer_of_department on customer (department, updated_at desc, id desc)
  include (readers, grade, owner) where voided_at is null;
