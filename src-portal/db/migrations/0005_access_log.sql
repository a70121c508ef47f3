-- Who did what, with names as they were then. Each row's hash covers the row and the hash before it.
create table access_event (
  seq bigint primary key,
  id uuid not null unique,
  at timestamptz not null,
  patient_id uuid not null,
  person_id uuid not null,
  person_name text not null,
  role text not null,
  establishment_id uuid,
  establishment_name text,
  establishment_town text,
  action text not null check (action in ('viewed-images', 'viewed-report', 'downloaded', 'shared', 'break-glass')),
  exam_id uuid,
  exam_label text,
  exam_date timestamptz,
  detail text,
  previous_hash text not null,
  hash text not null
);

create index access_event_patient on access_event (patient_id, at desc, seq desc);

create function access_event_is_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'access_event is append-only';
end
$$;

create trigger access_event_keep_rows before update or delete on access_event
  for each row execute function access_event_is_append_only();

create trigger access_event_keep_table before truncate on access_event
  for each statement execute function access_event_is_append_only();

-- Reads of one exam by one session that belong to the same consultation.
create table consultation (
  session_id uuid not null references session on delete cascade,
  exam_id uuid not null references exam on delete cascade,
  action text not null,
  at timestamptz not null,
  primary key (session_id, exam_id, action)
);

-- Facts about this portal's data folder: `seeded`.
create table portal_fact (
  name text primary key,
  value text not null
);
