-- The newest files of a department: what its people see first, found without the files of all others.
create index customer_of_department on customer (department, updated_at desc, id desc) where voided_at is null;
