-- Of which key of the blind indexes the tokens of a row are; of the oldest where there are several, null
-- where there are none. Rows of another version than the newest are made anew by a rotation of that key.
alter table customer_search add column token_version smallint default 1;
alter table customer_search alter column token_version drop default;
alter table person add column token_version smallint default 1;
alter table person alter column token_version drop default;
