import { sql } from 'kysely';
import type { Database } from '../db/database.ts';
import { tidyAttempts } from './attempts.ts';
import type { Sessions } from './sessions.ts';

const everyMinutes = 10;

/** Deletes what has expired, now and then. Answers how to stop. */
export function startHousekeeping(
  db: Database,
  sessions: Sessions,
  onFailure: (error: unknown) => void,
): () => void {
  const tidy = async (): Promise<void> => {
    await sessions.tidy();
    await tidyAttempts(db);
    await db.deleteFrom('oidcPayload').where('expiresAt', '<', sql<Date>`now()`).execute();
    await db
      .deleteFrom('consultation')
      .where('at', '<', sql<Date>`now() - interval '1 day'`)
      .execute();
  };
  const timer = setInterval(() => void tidy().catch(onFailure), everyMinutes * 60_000).unref();
  return () => clearInterval(timer);
}
