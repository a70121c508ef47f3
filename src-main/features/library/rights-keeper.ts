import type { Exam } from '../../../src-shared/domain/exam.ts';
import { isLocalExamId } from '../../../src-shared/domain/library.ts';
import { AppFailure, type ErrorCode } from '../../../src-shared/errors.ts';
import type { Log } from '../../app/log.ts';
import type { LibraryClient } from '../../library/client.ts';
import { notesKey } from '../../library/documents.ts';

export interface RightsKeeperOptions {
  readonly library: {
    readonly opened: () => Promise<
      Pick<LibraryClient, 'setRights' | 'holdings' | 'remove' | 'removeDocument'>
    >;
  };
  /** Asks the portal for one exam. Fails with why it may not be seen. */
  readonly ask: (examId: string) => Promise<Exam>;
  /** What time it is at the portal; null where it has not said. */
  readonly portalNow: () => number | null;
  readonly log: Log;
}

/** What the portal says of an exam that this account may not see, or see no more. */
const over = new Set<ErrorCode>(['not-found', 'not-allowed', 'share-expired']);

/**
 * At each contact with the portal: what it no longer gives leaves this computer, and until when the rest may stay is
 * written down for when there is no contact.
 */
export class RightsKeeper {
  readonly #options: RightsKeeperOptions;

  constructor(options: RightsKeeperOptions) {
    this.#options = options;
  }

  /** The portal's whole list, just received. */
  async listed(exams: readonly Exam[]): Promise<void> {
    const { library, ask, portalNow, log } = this.#options;
    const client = await library.opened();
    const byId = new Map(exams.map((exam) => [exam.id, exam]));
    const holdings = (await client.holdings()).filter((id) => id !== '' && !isLocalExamId(id));
    for (const examId of holdings) {
      if (byId.has(examId)) continue;
      // A list need not name all that may be seen: a patient's exams, for their doctor. The exam itself is asked for.
      try {
        byId.set(examId, await ask(examId));
      } catch (error) {
        if (!(error instanceof AppFailure) || !over.has(error.error.code)) continue;
        await client.removeDocument(notesKey(examId));
        await client.remove(examId);
        log.info('exam erased', { reason: error.error.code });
      }
    }
    const ends: Record<string, number> = {};
    for (const { id, shared } of byId.values()) {
      const end = shared ? Date.parse(shared.until) : Number.NaN;
      if (!Number.isNaN(end)) ends[id] = end;
    }
    await client.setRights({ ends, portalNow: portalNow() });
  }
}
