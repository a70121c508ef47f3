import type { Clock } from '../../session/clock.ts';

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
  #callOff: (() => void) | null = null;

  constructor(options: EmergencyWatchOptions) {
    this.#options = options;
  }

  /** Begins anew, for whoever is signed in now. */
  start(): void {
    this.stop();
    this.#next();
    void this.look();
  }

  stop(): void {
    this.#callOff?.();
    this.#callOff = null;
    this.#known = null;
  }

  async look(): Promise<void> {
    const open = await this.#options.list().catch(() => null);
    if (open === null || this.#callOff === null) return;
    const known = this.#known;
    this.#known = new Set([...(known ?? []), ...open]);
    if (known !== null && open.some((name) => !known.has(name))) this.#options.onOpened();
  }

  #next(): void {
    this.#callOff = this.#options.clock.after(everyMs, () => {
      this.#next();
      void this.look();
    });
  }
}
