-- A first password is one that somebody else has set. Whoever signs in by it chooses one of his own before anything else.
alter table app_user add column password_given boolean not null default false;
comment on column app_user.password_given is 'the password was set by somebody else, and is not yet replaced by one of his own';

-- A journey to a provider also begins to link the account there with a user who is signed in here.
alter table outside_journey add column links boolean not null default false;
comment on column outside_journey.links is 'whether the account there is to be linked with the user of the session';
