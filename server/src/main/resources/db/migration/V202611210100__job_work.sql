-- Long work with progress. It goes on from its checkpoint after a pause, a restart or a crash.
create table job (
  id         uuid primary key,
  kind       text not null,
  title      text not null,
  owner      uuid not null references app_user,
  -- what the owner might do when he started it
  rights     text[] not null,
  state      text not null check (state in ('QUEUED', 'RUNNING', 'PAUSED', 'DONE', 'FAILED', 'CANCELLED')),
  wanted     text check (wanted in ('PAUSED', 'CANCELLED')),
  -- raised whenever somebody takes it up; only the newest run may write
  run        integer not null default 0,
  input      jsonb not null,
  checkpoint jsonb,
  result     jsonb,
  problem    text,
  arguments  jsonb not null default '[]',
  done       bigint not null default 0,
  total      bigint,
  version    integer not null default 1,
  created_at timestamptz not null,
  started_at timestamptz,
  ended_at   timestamptz
);
create index job_of_owner on job (owner, id desc);

-- The table of db-scheduler (its own names): which job is in whose hands.
create table job_schedule (
  task_name            text not null,
  task_instance        text not null,
  task_data            bytea,
  execution_time       timestamptz not null,
  picked               boolean not null,
  picked_by            text,
  last_success         timestamptz,
  last_failure         timestamptz,
  consecutive_failures integer,
  last_heartbeat       timestamptz,
  version              bigint not null,
  priority             smallint,
  primary key (task_name, task_instance)
);
create index job_schedule_due on job_schedule (execution_time);
create index job_schedule_heartbeat on job_schedule (last_heartbeat);
