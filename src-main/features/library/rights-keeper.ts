import { z } from 'zod';
import type { EndedAccess } from '../../../src-shared/domain/access.ts';
import { accessEndOf, type Exam } from '../../../src-shared/domain/exam.ts';
import { isLocalExamId } from '../../../src-shared/domain/local-exam.ts';
import { AppFailure, type ErrorCode } from '../../../src-shared/errors.ts';
import type { Log } from '../../app/log.ts';
import type { LibraryClient } from '../../library/client.ts';
import { notesKey } from '../../library/documents.ts';

type Library = Pick<
  LibraryClient,
  'setRights' | 'holdings' | 'remove' | 'removeDocument' | 'getDocument' | 'putDocument'
>;

export interface RightsKeeperOptions {
  readonly library: { readonly opened: () => Promise<Library> };
  /** Stands for whoever is signed in: another, once somebody else is. */
  readonly whose: () => unknown;
  /** Asks the portal for one exam. Fails with why it may not be seen. */
  readonly ask: (examId: string) => Promise<Exam>;
  /** What time it is at the portal; null where it has not said. */
  readonly portalNow: () => number | null;
  /** Something left this computer that the person may look for. */
  readonly onEnded: (ended: EndedAccess) => void;
  readonly log: Log;
}

/** What the portal says of an exam that this account may not see, or see no more. */
const over = new Set<ErrorCode>(['not-found', 'not-allowed', 'share-expired']);

/** How exams are called, to say which one is gone when no list names it any more. */
const LABELS = 'exam-labels';
const labelsSchema = z.record(z.string(), z.string());
type Labels = z.infer<typeof labelsSchema>;

const endsOf = (exams: Iterable<Exam>): Record<string, number | null> =>
  Object.fromEntries([...exams].map((exam) => [exam.id, accessEndOf(exam)]));

const labelsOf = (exams: Iterable<Exam>): Labels =>
  Object.fromEntries([...exams].map(({ id, label }) => [id, label]));

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
    const { library, whose, ask, portalNow, onEnded, log } = this.#options;
    const theirs = whose();
    // What one account may see says nothing of another's library, which may be the open one by now.
    const isOver = (): boolean => whose() !== theirs;
    const client = await library.opened();
    if (isOver()) return;
    const before = await labelsIn(client);
    if (isOver()) return;
    const byId = new Map(exams.map((exam) => [exam.id, exam]));
    const holdings = (await client.holdings()).filter((id) => id !== '' && !isLocalExamId(id));
    const kept: Labels = {};
    for (const examId of holdings) {
      if (byId.has(examId)) continue;
      // A list need not name all that may be seen: a patient's exams, for their doctor. The exam itself is asked for.
      try {
        byId.set(examId, await ask(examId));
      } catch (error) {
        if (isOver()) return;
        const label = before[examId] ?? null;
        if (!(error instanceof AppFailure) || !over.has(error.error.code)) {
          if (label !== null) kept[examId] = label;
          continue;
        }
        await client.removeDocument(notesKey(examId));
        await client.remove(examId);
        onEnded({ examId, label, why: 'withdrawn' });
        log.info('exam erased', { reason: error.error.code });
      }
    }
    if (isOver()) return;
    await client.setRights({ ends: endsOf(byId.values()), portalNow: portalNow() });
    if (isOver()) return;
    await writeLabels(client, before, { ...kept, ...labelsOf(byId.values()) });
  }

  /** Exams that another list named, or that are asked for one by one. */
  async learned(exams: readonly Exam[]): Promise<void> {
    const theirs = this.#options.whose();
    const client = await this.#options.library.opened();
    if (this.#options.whose() !== theirs) return;
    await client.setRights({ ends: endsOf(exams), portalNow: this.#options.portalNow() });
    if (this.#options.whose() !== theirs) return;
    const before = await labelsIn(client);
    if (this.#options.whose() !== theirs) return;
    await writeLabels(client, before, { ...before, ...labelsOf(exams) });
  }

  /** The library erased an exam at the end that was stated for it. */
  async ended(examId: string): Promise<void> {
    const { library, onEnded } = this.#options;
    onEnded({ examId, label: (await labelsIn(await library.opened()))[examId] ?? null, why: 'over' });
  }
}

async function labelsIn(client: Library): Promise<Labels> {
  return labelsSchema.safeParse((await client.getDocument(LABELS))?.value).data ?? {};
}

async function writeLabels(client: Library, before: Labels, after: Labels): Promise<void> {
  const text = (labels: Labels): string => JSON.stringify(Object.entries(labels).sort());
  if (text(before) !== text(after)) await client.putDocument(LABELS, after);
}
