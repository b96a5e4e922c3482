-- Which files and people are demonstration data, so that they can be removed without a trace in the files.
create table demo_customer (customer_id uuid primary key);
create table demo_person (person_id uuid primary key);
