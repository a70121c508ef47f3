import { sql } from 'kysely';
import type { Principal } from './principal.ts';

// Who holds an access token, as parts of a statement that starts from a table `asked` with the tokens' `hash`: reading images
// asks for more at the same time. A token is good as long as it has not expired, its session was not ended, and its account was not
// deactivated or its share is not over.

export const holderColumns = sql`session.id as session_id, session.last_used_at, session.share_id,
  account.id as account_id, account.kind, account.email,
  coalesce(account.patient_id, account.professional_id) as person_id,
  coalesce(patient.display_name, professional.display_name, visited.recipient_name, visited.recipient_email) as display_name,
  professional.establishment_id, professional.reads_service_id`;

export const holderTables = sql`
  join access_token on access_token.hash = asked.hash
  join session on session.id = access_token.session_id
  left join account on account.id = session.account_id
  left join patient on patient.id = account.patient_id
  left join professional on professional.id = account.professional_id
  left join share as visited on visited.id = session.share_id`;

export const holderIsIn = sql<boolean>`access_token.expires_at > now() and session.ended_at is null
  and account.deactivated_at is null
  and (session.share_id is null or (visited.revoked_at is null and visited.ends_at > now()))`;

export interface HolderRow {
  readonly sessionId: string;
  readonly lastUsedAt: Date;
  /** Set for guests; else the account is. */
  readonly shareId: string | null;
  readonly accountId: string | null;
  readonly kind: 'patient' | 'professional' | 'administrator' | null;
  readonly email: string | null;
  readonly personId: string | null;
  readonly displayName: string | null;
  readonly establishmentId: string | null;
  readonly readsServiceId: string | null;
}

export function principalFrom(row: HolderRow): Principal {
  const { sessionId, kind, accountId, personId } = row;
  const displayName = row.displayName ?? '';
  if (row.shareId !== null) return { kind: 'guest', sessionId, shareId: row.shareId, displayName };
  if (kind === null || accountId === null || personId === null) throw new Error('a session of nobody');
  return {
    kind,
    sessionId,
    accountId,
    personId,
    displayName,
    email: row.email,
    establishmentId: row.establishmentId,
    readsServiceId: row.readsServiceId,
  };
}
