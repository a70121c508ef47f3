import { sql } from 'kysely';
import type { Database } from '../db/database.ts';
import type { ImageStore } from '../dicomweb/image-store.ts';
import { syncArchive } from './archive-sync.ts';
import { tidyAttempts } from './attempts.ts';
import { syncIndex } from './index-sync.ts';
import type { Sessions } from './sessions.ts';

const minutes = { tidy: 10, archive: 1 } as const;

export interface Housekeeping {
  /** Makes exams of studies that have none: an archive's new ones, or what a process that ended left behind. */
  sync(): Promise<void>;
  stop(): void;
}

/** Deletes what has expired, and looks what is new in the archive, now and then. */
export function startHousekeeping(
  db: Database,
  sessions: Sessions,
  images: { readonly store: ImageStore; readonly isArchive: boolean },
  onFailure: (error: unknown) => void,
): Housekeeping {
  const tidy = async (): Promise<void> => {
    await sessions.tidy();
    await tidyAttempts(db);
    await db
      .deleteFrom('oidcPayload')
      .where('expiresAt', '<', sql<Date>`now()`)
      .execute();
    await db
      .deleteFrom('consultation')
      .where('at', '<', sql<Date>`now() - interval '1 day'`)
      .execute();
  };
  let syncing: Promise<void> | null = null;
  const sync = (): Promise<void> =>
    (syncing ??= (images.isArchive ? syncArchive(db, images.store) : syncIndex(db, images.store))
      .then(() => undefined, onFailure)
      .finally(() => (syncing = null)));
  const timers = [
    setInterval(() => void tidy().catch(onFailure), minutes.tidy * 60_000).unref(),
    ...(images.isArchive ? [setInterval(() => void sync(), minutes.archive * 60_000).unref()] : []),
  ];
  return {
    sync,
    stop() {
      for (const timer of timers) clearInterval(timer);
    },
  };
}
