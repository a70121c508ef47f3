import type { Broadcast } from '../../ipc/broadcast.ts';
import type { Log } from '../../app/log.ts';
import { isUnreachable } from '../../sources/portal/failure.ts';
import { markDocumentSeen } from '../../sources/portal/exams.ts';
import type { ActiveSession } from '../../session/active-session.ts';
import type { Session } from '../../session/session.ts';

/** Tells the portal that a document was opened. Without a network nothing is lost: it stays new until the next time. */
export class SeenDocuments {
  readonly #session: Session;
  readonly #broadcast: Broadcast;
  readonly #log: Log;
  /** Told already by this session: each page of an exam asks again. */
  readonly #told = new WeakMap<ActiveSession, Set<string>>();

  constructor(session: Session, broadcast: Broadcast, log: Log) {
    this.#session = session;
    this.#broadcast = broadcast;
    this.#log = log;
  }

  async mark(documentId: string): Promise<void> {
    const { active } = this.#session;
    const told = this.#told.get(active) ?? new Set<string>();
    if (told.has(documentId)) return;
    try {
      await markDocumentSeen(active.client, documentId);
      this.#told.set(active, told.add(documentId));
    } catch (error) {
      if (isUnreachable(error)) return;
      throw error;
    }
    this.#broadcast('documents.seen', { documentId });
  }

  /** Beside something that the person asked for, which must not fail or wait for it. */
  markInBackground(documentId: string | null | undefined): void {
    if (documentId === null || documentId === undefined) return;
    this.mark(documentId).catch((error: unknown) => this.#log.warn('document not marked as seen', { error }));
  }
}
