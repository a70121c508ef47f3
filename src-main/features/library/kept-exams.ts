import { z } from 'zod';
import { examSchema, type Exam } from '../../../src-shared/domain/exam.ts';
import type { LibraryClient } from '../../library/client.ts';

const name = 'kept-exams';
const schema = z.array(examSchema);

export interface KeptExamsOptions {
  readonly library: {
    readonly opened: () => Promise<Pick<LibraryClient, 'list' | 'putDocument' | 'getDocument'>>;
  };
}

/**
 * What is known of the exams that are kept on this computer. Without a network no list may name them: what a patient
 * shares and a record that was opened are not in a doctor's own list.
 */
export class KeptExams {
  readonly #options: KeptExamsOptions;
  /** One change after another. */
  #changing: Promise<void> = Promise.resolve();

  constructor(options: KeptExamsOptions) {
    this.#options = options;
  }

  /** After the library was told to keep it. */
  add(exam: Exam): Promise<void> {
    const added = this.#changing.then(async () => {
      const others = (await this.all()).filter(({ id }) => id !== exam.id);
      await (await this.#options.library.opened()).putDocument(name, [...others, exam]);
    });
    this.#changing = added.catch(() => undefined);
    return added;
  }

  /** What the portal says now of exams: what is known of those that are kept is made true. */
  refresh(exams: readonly Exam[]): Promise<void> {
    const refreshed = this.#changing.then(async () => {
      const byId = new Map(exams.map((exam) => [exam.id, exam]));
      const before = await this.all();
      const after = before.map((exam) => byId.get(exam.id) ?? exam);
      if (JSON.stringify(after) === JSON.stringify(before)) return;
      await (await this.#options.library.opened()).putDocument(name, after);
    });
    this.#changing = refreshed.catch(() => undefined);
    return refreshed;
  }

  /** Those alone of which something is still kept: what was removed, or whose right is over, is known no more. */
  async all(): Promise<Exam[]> {
    const library = await this.#options.library.opened();
    const [found, entries] = await Promise.all([library.getDocument(name), library.list()]);
    const exams = schema.safeParse(found?.value);
    const kept = new Set(entries.map(({ examId }) => examId));
    return exams.success ? exams.data.filter(({ id }) => kept.has(id)) : [];
  }
}
