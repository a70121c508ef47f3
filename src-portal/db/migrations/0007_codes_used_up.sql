-- Why a share was revoked: by its patient, or because too many wrong access codes were tried.
alter table share add column codes_used_up boolean not null default false;
