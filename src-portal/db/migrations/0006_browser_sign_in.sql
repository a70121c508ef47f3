-- What the OpenID provider keeps between two requests: interactions, codes, grants.
create table oidc_payload (
  model text not null,
  id text not null,
  payload jsonb not null,
  uid text,
  grant_id text,
  expires_at timestamptz,
  consumed_at timestamptz,
  primary key (model, id)
);

create index oidc_payload_uid on oidc_payload (uid);

create index oidc_payload_grant on oidc_payload (grant_id);

create index oidc_payload_expires on oidc_payload (expires_at);
