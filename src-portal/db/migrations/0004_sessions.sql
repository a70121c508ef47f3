create table session (
  id uuid primary key,
  account_id uuid references account on delete cascade,
  share_id uuid references share on delete cascade,
  device text not null,
  created_at timestamptz not null,
  last_used_at timestamptz not null,
  ended_at timestamptz,
  check ((account_id is null) <> (share_id is null))
);

create index session_account on session (account_id) where ended_at is null;

create index session_share on session (share_id) where ended_at is null;

-- Tokens are kept as SHA-256 alone.
create table access_token (
  hash text primary key,
  session_id uuid not null references session on delete cascade,
  expires_at timestamptz not null
);

create index access_token_expires on access_token (expires_at);

create table refresh_token (
  hash text primary key,
  session_id uuid not null references session on delete cascade,
  expires_at timestamptz not null,
  used_at timestamptz
);

create index refresh_token_session on refresh_token (session_id);

create index refresh_token_expires on refresh_token (expires_at);

-- Failures in a row, by account name (known or not) or share. It outlives a restart.
create table attempt_guard (
  key text primary key,
  failures integer not null,
  total_failures integer not null default 0,
  locked_until timestamptz,
  updated_at timestamptz not null
);
