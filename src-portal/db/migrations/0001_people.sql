-- Statements are separated by an empty line: the embedded database runs one at a time.
create table establishment (
  id uuid primary key,
  name text not null,
  -- Name and town, case and accents folded.
  name_key text not null,
  kind text not null check (kind in ('public-hospital', 'private-hospital', 'imaging-centre', 'clinic')),
  address text not null,
  postcode text not null,
  town text not null,
  telephone text,
  sharing_since date not null
);

create table service (
  id uuid primary key,
  establishment_id uuid not null references establishment,
  name text not null
);

create index service_establishment on service (establishment_id);

create table patient (
  id uuid primary key,
  -- Patient ID (0010,0020) of this patient's images.
  patient_number text not null unique,
  family_name text not null,
  given_name text not null,
  display_name text not null,
  birth_date date,
  sex text check (sex in ('F', 'M', 'O')),
  search_text text not null
);

create table professional (
  id uuid primary key,
  family_name text not null,
  given_name text not null,
  display_name text not null,
  role text not null,
  rpps text,
  establishment_id uuid references establishment,
  -- The service whose every exam this person may read: set for radiologists.
  reads_service_id uuid references service,
  is_administrator boolean not null default false,
  search_text text not null
);

create index professional_reads_service on professional (reads_service_id);

create table account (
  id uuid primary key,
  kind text not null check (kind in ('patient', 'professional', 'administrator')),
  username text not null,
  -- Case and accents folded; what a sign-in is matched with.
  username_key text not null unique,
  password_hash text not null,
  email text,
  telephone text,
  language text not null default 'fr' check (language in ('fr', 'en')),
  patient_id uuid unique references patient,
  professional_id uuid unique references professional,
  created_at timestamptz not null default now(),
  deactivated_at timestamptz,
  reactivation_requested_at timestamptz,
  last_sign_in_at timestamptz,
  previous_sign_in_at timestamptz,
  check ((kind = 'patient') = (patient_id is not null)),
  check ((kind <> 'patient') = (professional_id is not null))
);

create index account_email on account (lower(email));
