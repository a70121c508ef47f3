import type { Readable } from 'node:stream';
import type { FastifyRequest } from 'fastify';
import type { Database } from '../db/database.ts';
import type { Revocations } from '../services/revocations.ts';
import { principalOf } from './authenticate.ts';

/**
 * Watches over a long answer: the signal aborts it when the session ends or the right to read does, as when a share is
 * revoked. `done` is called once, when nothing more will be sent.
 */
export function watchRight(
  db: Database,
  revocations: Revocations,
  request: FastifyRequest,
  allowed: () => Promise<boolean>,
): { readonly signal: AbortSignal; done(): void } {
  const { sessionId } = principalOf(request);
  const stillAllowed = async (): Promise<boolean> => {
    const session = await db
      .selectFrom('session')
      .select('endedAt')
      .where('id', '=', sessionId)
      .executeTakeFirst();
    return session?.endedAt === null && (await allowed());
  };
  const controller = new AbortController();
  const done = revocations.watch(() => {
    stillAllowed().then(
      (still) => {
        if (!still) controller.abort();
      },
      () => controller.abort(),
    );
  });
  return { signal: controller.signal, done };
}

/** Cuts a body off when its signal says so, and lets go of the watch when it is over. */
export function cutWhenOver(
  body: Readable,
  watch: { readonly signal: AbortSignal; done(): void },
  reason: () => Error,
): void {
  const stop = (): void => void body.destroy(reason());
  watch.signal.addEventListener('abort', stop, { once: true });
  body.once('close', () => {
    watch.signal.removeEventListener('abort', stop);
    watch.done();
  });
}
