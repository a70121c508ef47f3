import type { Clock } from '../../session/clock.ts';
import { Recurring } from '../recurring.ts';

const everyMs = 30_000;

export interface EmergencyWatchOptions {
  readonly clock: Clock;
  /** Who has temporary access to the record, each by a name of its own; null while nobody can be asked. */
  readonly list: () => Promise<readonly string[] | null>;
  /** Somebody has just broken the glass. */
  readonly onOpened: () => void;
}

/** Tells a patient at once when somebody breaks the glass (L12). What is open at the first look is no news. */
export class EmergencyWatch {
  readonly #options: EmergencyWatchOptions;
  #known: ReadonlySet<string> | null = null;
  readonly #looks: Recurring;

  constructor(options: EmergencyWatchOptions) {
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
    const open = await this.#options.list().catch(() => null);
    if (open === null || !this.#looks.running) return;
    const known = this.#known;
    this.#known = new Set([...(known ?? []), ...open]);
    if (known !== null && open.some((name) => !known.has(name))) this.#options.onOpened();
  }
}
