-- A farm's database as the first version left it.

create table if not exists job (
  id varchar primary key,
  digest varchar not null,
  spec varchar not null,
  submitted timestamp(9) with time zone not null,
  run int not null,
  run_frames varchar not null,
  run_chunk int not null,
  run_first_task int not null,
  run_started timestamp(9) with time zone not null,
  status varchar not null,
  reason varchar not null,
  changed timestamp(9) with time zone not null,
  sent_task int not null);
create index if not exists job_by_time on job (submitted desc, id desc);
create index if not exists job_by_status on job (status);
create table if not exists finished_task (
  job varchar not null, task int not null, primary key (job, task));
create table if not exists warning (
  job varchar not null, text varchar not null, primary key (job, text));
create table if not exists task (
  job varchar not null, number int not null, run int not null, frames varchar not null,
  done varchar not null, changed timestamp(9) with time zone not null,
  primary key (job, number));
create table if not exists failure (
  job varchar not null, task int not null, frame int not null, kind varchar not null,
  message varchar not null, attempts int not null, primary key (job, task, frame));
create table if not exists timing (
  job varchar not null, frame int not null, attempt int not null, worker varchar not null,
  ended timestamp(9) with time zone not null, took_nanos bigint not null,
  primary key (job, frame, attempt));
create table if not exists worker (
  id varchar primary key, state varchar not null, note varchar not null,
  heard timestamp(9) with time zone not null);
create table if not exists empty_queue (
  pool varchar primary key, since timestamp(9) with time zone not null);
create table if not exists tombstone (
  job varchar primary key, run int not null, deleted timestamp(9) with time zone not null);

-- Rendering: of two tasks one is done, the other has begun and has a frame that failed.
insert into job values (
  'half-done-1', 'd1', '{"file":"ball.blend","etag":"e","bytes":7,"frames":"1-5000","chunk":2500}',
  timestamp with time zone '2026-11-01 10:00:00.123456789+00', 1, '1-5000', 2500, 1,
  timestamp with time zone '2026-11-01 10:00:00+00', 'rendering', '',
  timestamp with time zone '2026-11-01 10:01:00+00', 2);
insert into task values
  ('half-done-1', 1, 1, '1-2500', '1-2500', timestamp with time zone '2026-11-01 10:05:00+00'),
  ('half-done-1', 2, 1, '2501-5000', '2501,2503',
   timestamp with time zone '2026-11-01 10:06:00.5+00');
insert into finished_task values ('half-done-1', 1);
insert into failure values ('half-done-1', 2, 2502, 'crash', 'Blender died', 3);
insert into warning values ('half-done-1', 'missing: sky.png');
insert into timing values
  ('half-done-1', 1, 1, 'w-1', timestamp with time zone '2026-11-01 10:02:00+00', 2000000000),
  ('half-done-1', 2501, 1, 'w-1', timestamp with time zone '2026-11-01 10:03:00+00', 3000000000),
  ('half-done-1', 2501, 2, 'w-1', timestamp with time zone '2026-11-01 10:04:00+00', 4000000000);

-- Queued: the submission died when two of four tasks were sent.
insert into job values (
  'half-sent-1', 'd2', '{"file":"ball.blend","etag":"e","bytes":7,"frames":"1-20","chunk":5}',
  timestamp with time zone '2026-11-01 11:00:00+00', 1, '1-20', 5, 1,
  timestamp with time zone '2026-11-01 11:00:00+00', 'queued', '',
  timestamp with time zone '2026-11-01 11:00:00+00', 2);

-- Waits for its film.
insert into job values (
  'film-1', 'd3', '{"file":"ball.blend","etag":"e","bytes":7,"frames":"1-4"}',
  timestamp with time zone '2026-11-01 12:00:00+00', 1, '1-4', 4, 1,
  timestamp with time zone '2026-11-01 12:00:00+00', 'sequencing', '',
  timestamp with time zone '2026-11-01 12:02:00+00', 1);
insert into task values
  ('film-1', 1, 1, '1-4', '1-4', timestamp with time zone '2026-11-01 12:01:00+00');

-- Completed in a second run, which rendered two frames of four.
insert into job values (
  'whole-1', 'd4', '{"file":"ball.blend","etag":"e","bytes":7,"frames":"1-4"}',
  timestamp with time zone '2026-11-01 13:00:00+00', 2, '3-4', 1, 6,
  timestamp with time zone '2026-11-01 13:10:00+00', 'completed', '',
  timestamp with time zone '2026-11-01 13:20:00+00', 7);
insert into task values
  ('whole-1', 1, 1, '1-4', '1-2', timestamp with time zone '2026-11-01 13:05:00+00'),
  ('whole-1', 6, 2, '3', '3', timestamp with time zone '2026-11-01 13:12:00+00'),
  ('whole-1', 7, 2, '4', '4', timestamp with time zone '2026-11-01 13:13:00+00');
insert into failure values
  ('whole-1', 1, 3, 'timeout', 'too slow', 3), ('whole-1', 1, 4, 'timeout', 'too slow', 3);
insert into timing values
  ('whole-1', 1, 1, 'w-1', timestamp with time zone '2026-11-01 13:02:00+00', 1000000000),
  ('whole-1', 3, 1, 'w-1', timestamp with time zone '2026-11-01 13:11:00+00', 1000000000);

-- Canceled, and failed.
insert into job values
  ('given-up-1', 'd5', '{"file":"ball.blend","etag":"e","bytes":7,"frames":"1-4"}',
   timestamp with time zone '2026-11-01 14:00:00+00', 1, '1-4', 1, 1,
   timestamp with time zone '2026-11-01 14:00:00+00', 'canceled', '',
   timestamp with time zone '2026-11-01 14:20:00+00', 4),
  ('broken-1', 'd6', '{"file":"ball.blend","etag":"e","bytes":7,"frames":"1-4"}',
   timestamp with time zone '2026-11-01 15:00:00+00', 3, '1-4', 1, 11,
   timestamp with time zone '2026-11-01 15:00:00+00', 'failed', 'frame 3: no camera',
   timestamp with time zone '2026-11-01 15:20:00+00', 14);

insert into worker values ('w-1', 'SERVING', '', timestamp with time zone '2026-11-01 10:04:00+00');
insert into empty_queue values ('cpu', timestamp with time zone '2026-11-01 10:04:00+00');
insert into tombstone values
  ('erased-1', 4, timestamp with time zone '2026-11-01 09:00:00+00');
