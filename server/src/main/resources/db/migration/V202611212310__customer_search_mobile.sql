-- Twins by mobile are looked up for every row that comes in, and the index that search has over all
-- tokens keeps an unsorted tail that each of these looks would read: a column and an index of their own.
-- Files written before get theirs when they are written next.
alter table customer_search add column mobile bigint;
create index customer_search_mobile on customer_search (mobile) where mobile is not null;
