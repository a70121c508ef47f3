create table exam (
  id uuid primary key,
  patient_id uuid not null references patient,
  study_instance_uid text not null unique,
  accession_number text,
  label text not null,
  date timestamptz not null,
  body_region text,
  establishment_id uuid not null references establishment,
  service_id uuid not null references service,
  prescriber text,
  radiologist text,
  modalities text[] not null default '{}',
  series_count integer not null default 0,
  instance_count integer not null default 0,
  bytes bigint not null default 0,
  label_key text not null,
  -- Label, people, establishment and region, case and accents folded.
  search_text text not null
);

create index exam_patient_date on exam (patient_id, date desc, id desc);

create index exam_service_date on exam (service_id, date desc, id desc);

create index exam_date on exam (date desc, id desc);

create table exam_correspondent (
  exam_id uuid not null references exam on delete cascade,
  professional_id uuid not null references professional,
  primary key (exam_id, professional_id)
);

create index exam_correspondent_professional on exam_correspondent (professional_id, exam_id);

create table report (
  id uuid primary key,
  exam_id uuid not null references exam on delete cascade,
  title text not null,
  date timestamptz not null,
  author text,
  bytes bigint not null,
  sha256 text not null
);

create index report_exam on report (exam_id);

-- What a person opens and the home page announces: an exam's images, or one report.
create table document (
  id uuid primary key,
  exam_id uuid not null references exam on delete cascade,
  report_id uuid unique references report on delete cascade,
  available_since timestamptz not null
);

create unique index document_images on document (exam_id) where report_id is null;

create index document_exam on document (exam_id);

create index document_available on document (available_since desc, id desc);

create table seen (
  account_id uuid not null references account on delete cascade,
  document_id uuid not null references document on delete cascade,
  at timestamptz not null default now(),
  primary key (account_id, document_id)
);
