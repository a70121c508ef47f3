import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Database } from '../db/database.ts';

// Three failures in a row, then a block of five minutes. It is kept in the database, so it survives a restart, and it is
// counted before the secret is checked, so that a thousand tries at once are still three.

export interface LockoutRules {
  readonly attempts: number;
  readonly seconds: number;
}

export type AttemptResult =
  | { readonly kind: 'right' }
  | { readonly kind: 'wrong'; readonly attemptsLeft: number }
  | { readonly kind: 'locked'; readonly until: Date; readonly totalFailures: number }
  | { readonly kind: 'busy' };

/** Names are hashed: somebody may have typed their password there. */
export const accountGuard = (usernameKey: string): string =>
  `account:${createHash('sha256').update(usernameKey).digest('base64url')}`;
export const shareGuard = (shareId: string): string => `share:${shareId}`;

/** Runs `check` unless the key is blocked, and keeps count. */
export async function attempt(
  db: Database,
  key: string,
  rules: LockoutRules,
  check: () => Promise<boolean>,
): Promise<AttemptResult> {
  const failures = await take(db, key, rules);
  if (failures === null) return refused(db, key);
  if (await check()) {
    await db.deleteFrom('attemptGuard').where('key', '=', key).execute();
    return { kind: 'right' };
  }
  const until = failures >= rules.attempts ? new Date(Date.now() + rules.seconds * 1000) : null;
  const row = await db
    .updateTable('attemptGuard')
    .set((eb) => ({
      totalFailures: eb('totalFailures', '+', 1),
      updatedAt: new Date(),
      // An earlier attempt may be checked after the last one: it takes no block away.
      ...(until && { lockedUntil: until }),
    }))
    .where('key', '=', key)
    .returning('totalFailures')
    .executeTakeFirst();
  return until
    ? { kind: 'locked', until, totalFailures: row?.totalFailures ?? 0 }
    : { kind: 'wrong', attemptsLeft: rules.attempts - failures };
}

/**
 * Takes one of the attempts: its number, or null when there is none. An attempt whose process died is given back after
 * half a minute; failures are forgotten after an hour without any.
 */
async function take(db: Database, key: string, { attempts }: LockoutRules): Promise<number | null> {
  const guard = sql.ref('attempt_guard');
  const { rows } = await sql<{ failures: number }>`
    insert into attempt_guard (key, failures, updated_at) values (${key}, 1, now())
    on conflict (key) do update set
      failures = case
        when ${guard}.locked_until <= now() or ${guard}.updated_at < now() - interval '1 hour' then 1
        when ${guard}.failures >= ${attempts} then ${attempts}
        else ${guard}.failures + 1 end,
      locked_until = null,
      updated_at = now()
    where ${guard}.locked_until <= now()
      or (${guard}.locked_until is null
        and (${guard}.failures < ${attempts} or ${guard}.updated_at < now() - interval '30 seconds'))
    returning failures`.execute(db);
  return rows[0]?.failures ?? null;
}

async function refused(db: Database, key: string): Promise<AttemptResult> {
  const row = await db
    .selectFrom('attemptGuard')
    .select(['lockedUntil', 'totalFailures'])
    .where('key', '=', key)
    .executeTakeFirst();
  return row?.lockedUntil
    ? { kind: 'locked', until: row.lockedUntil, totalFailures: row.totalFailures }
    : { kind: 'busy' };
}

/** The keys that are blocked now, and until when. */
export async function blockedNow(db: Database): Promise<ReadonlyMap<string, Date>> {
  const rows = await db
    .selectFrom('attemptGuard')
    .select(['key', 'lockedUntil'])
    .where('lockedUntil', '>', sql<Date>`now()`)
    .execute();
  return new Map(rows.flatMap(({ key, lockedUntil }) => (lockedUntil ? [[key, lockedUntil]] : [])));
}

/** Opens a blocked key again: an operator's decision. */
export const forgetFailures = (db: Database, key: string) =>
  db.deleteFrom('attemptGuard').where('key', '=', key).execute();

/** Deletes counts that no longer matter. */
export const tidyAttempts = (db: Database) =>
  db
    .deleteFrom('attemptGuard')
    .where('updatedAt', '<', sql<Date>`now() - interval '1 day'`)
    .where((eb) => eb.or([eb('lockedUntil', 'is', null), eb('lockedUntil', '<', sql<Date>`now()`)]))
    .execute();
