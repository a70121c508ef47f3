import type { Readable } from 'node:stream';
import type { Database } from '../db/database.ts';
import type { Revocations } from '../services/revocations.ts';
import type { Principal } from '../services/principal.ts';

export interface RightWatch {
  readonly signal: AbortSignal;
  done(): void;
}

/**
 * Watches over a long answer: the signal aborts it when the session ends or the right to read does, as when a share is
 * revoked, or has done so since a moment before it was asked for. `done` is called once, when nothing more will be sent.
 */
export function watchRight(
  db: Database,
  revocations: Revocations,
  { sessionId }: Principal,
  { allowed, since }: { allowed: () => Promise<boolean>; since: number },
): RightWatch {
  const stillAllowed = async (): Promise<boolean> => {
    const session = await db
      .selectFrom('session')
      .select('endedAt')
      .where('id', '=', sessionId)
      .executeTakeFirst();
    return session?.endedAt === null && (await allowed());
  };
  const controller = new AbortController();
  const check = (): void => {
    stillAllowed().then(
      (still) => {
        if (!still) controller.abort();
      },
      () => controller.abort(),
    );
  };
  return { signal: controller.signal, done: revocations.watch(check, since) };
}

/** Cuts a body off when its signal says so, and lets go of the watch when it is over. */
export function cutWhenOver(body: Readable, watch: RightWatch, reason: () => Error): void {
  const stop = (): void => void body.destroy(reason());
  if (watch.signal.aborted) stop();
  watch.signal.addEventListener('abort', stop, { once: true });
  body.once('close', () => {
    watch.signal.removeEventListener('abort', stop);
    watch.done();
  });
}
