create table share (
  id uuid primary key,
  patient_id uuid not null references patient,
  -- SHA-256 of the link's token, which is random enough not to need a slow hash.
  token_hash text not null unique,
  -- argon2id: an access code is short.
  code_hash text not null,
  recipient_email text not null,
  recipient_name text,
  kind text not null check (kind in ('professional', 'relative')),
  include_reports boolean not null,
  message text,
  language text not null check (language in ('fr', 'en')),
  created_at timestamptz not null,
  ends_at timestamptz not null,
  revoked_at timestamptz,
  openings integer not null default 0,
  last_opened_at timestamptz
);

create index share_patient on share (patient_id, created_at desc, id desc);

create index share_recipient on share (lower(recipient_email));

create table share_exam (
  share_id uuid not null references share on delete cascade,
  exam_id uuid not null references exam on delete cascade,
  primary key (share_id, exam_id)
);

create index share_exam_exam on share_exam (exam_id);

create table temporary_access (
  id uuid primary key,
  professional_id uuid not null references professional,
  patient_id uuid not null references patient,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  reason text not null
);

create index temporary_access_who on temporary_access (professional_id, patient_id, ends_at);

create index temporary_access_patient on temporary_access (patient_id, starts_at desc);
