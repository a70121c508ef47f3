-- The index over the DICOM files. A file lies at STUDY/SERIES/INSTANCE.dcm below the image folder.
create table image_study (
  study_uid text primary key,
  patient_id text not null default '',
  -- Alphabetic group, case and accents folded, components parted by ^.
  patient_name_key text not null default '',
  study_date text not null default '',
  accession_number text not null default '',
  modalities text[] not null default '{}',
  sop_classes text[] not null default '{}',
  series_count integer not null default 0,
  instance_count integer not null default 0,
  bytes bigint not null default 0,
  -- Goes up with every change: what was cached for another version is stale.
  version bigint not null default 0,
  -- Patient and study attributes, DICOM JSON.
  attributes jsonb not null
);

create index image_study_date on image_study (study_date desc, study_uid);

create index image_study_patient on image_study (patient_id);

create index image_study_accession on image_study (accession_number);

create table image_series (
  study_uid text not null references image_study on delete cascade,
  series_uid text not null,
  modality text not null default '',
  number integer,
  instance_count integer not null default 0,
  bytes bigint not null default 0,
  version bigint not null default 0,
  attributes jsonb not null,
  primary key (study_uid, series_uid)
);

create index image_series_uid on image_series (series_uid);

create table image_instance (
  study_uid text not null,
  series_uid text not null,
  instance_uid text not null,
  sop_class_uid text not null,
  transfer_syntax_uid text not null,
  number integer,
  frames integer not null default 1,
  bytes bigint not null,
  sha256 text not null,
  -- The file ends before its pixel data do.
  cut_off boolean not null default false,
  attributes jsonb not null,
  -- The whole header as DICOM JSON text, BulkDataURIs relative to the instance.
  metadata text not null,
  primary key (study_uid, series_uid, instance_uid),
  foreign key (study_uid, series_uid) references image_series on delete cascade
);

create index image_instance_uid on image_instance (instance_uid);
