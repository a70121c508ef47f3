import type { NewDocument } from '../../../src-shared/domain/exam.ts';
import type { Clock } from '../../session/clock.ts';
import { Recurring } from '../recurring.ts';

export interface NewDocumentsOptions {
  readonly clock: Clock;
  /** The documents not seen yet; null while nobody can be asked (signed out, locked, offline). */
  readonly list: () => Promise<readonly NewDocument[] | null>;
  /** So many are there that were not there at the last look. */
  readonly onArrival: (count: number) => void;
}

const everyMs = 10 * 60_000;

/** Looks from time to time whether something new is at the portal. What is there at the first look is not news. */
export class NewDocuments {
  readonly #options: NewDocumentsOptions;
  #known: ReadonlySet<string> | null = null;
  readonly #looks: Recurring;

  constructor(options: NewDocumentsOptions) {
    this.#options = options;
    this.#looks = new Recurring(options.clock, everyMs, () => void this.look());
  }

  /** Begins anew, for whoever is signed in now. */
  start(): void {
    this.stop();
    this.#looks.start();
  }

  stop(): void {
    this.#looks.stop();
    this.#known = null;
  }

  async look(): Promise<void> {
    const documents = await this.#options.list().catch(() => null);
    if (documents === null || !this.#looks.running) return;
    const known = this.#known;
    this.#known = new Set(documents.map(({ id }) => id));
    const count = known === null ? 0 : documents.filter(({ id }) => !known.has(id)).length;
    if (count > 0) this.#options.onArrival(count);
  }
}
