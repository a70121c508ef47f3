-- When a share was opened the time before this one: what its guest is told of the last sign-in.
alter table share add column previous_opened_at timestamptz;
