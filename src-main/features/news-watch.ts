import type { Clock } from '../session/clock.ts';
import { Recurring } from './recurring.ts';

export interface NewsWatchOptions {
  readonly clock: Clock;
  readonly everyMs: number;
  /** What there is now, each by an id; null while nobody can be asked (signed out, locked, offline). */
  readonly list: () => Promise<readonly string[] | null>;
  /** So many are there that were at no look before. */
  readonly onNews: (count: number) => void;
}

/** Looks from time to time whether something new is at the portal. What is there at the first look is no news. */
export class NewsWatch {
  readonly #options: NewsWatchOptions;
  #known: ReadonlySet<string> | null = null;
  readonly #looks: Recurring;

  constructor(options: NewsWatchOptions) {
    this.#options = options;
    this.#looks = new Recurring(options.clock, options.everyMs, () => void this.look());
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
    const there = await this.#options.list().catch(() => null);
    if (there === null || !this.#looks.running) return;
    const known = this.#known;
    this.#known = new Set([...(known ?? []), ...there]);
    const count = known === null ? 0 : there.filter((id) => !known.has(id)).length;
    if (count > 0) this.#options.onNews(count);
  }
}
