interface Entry {
  priority: number;
  readonly order: number;
  readonly run: () => Promise<void>;
}

export interface Ticket {
  /** Without effect once it runs. */
  reprioritise(priority: number): void;
  /** False when it was already running, or is done. */
  withdraw(): boolean;
}

/** Runs tasks, few at a time: the lowest priority number first, and among equals the first come. */
export class Scheduler {
  readonly #concurrency: number;
  readonly #waiting = new Set<Entry>();
  #running = 0;
  #order = 0;

  constructor(concurrency: number) {
    this.#concurrency = concurrency;
  }

  /** `run` deals with its own failures. */
  add(priority: number, run: () => Promise<void>): Ticket {
    const entry: Entry = { priority, order: this.#order++, run };
    this.#waiting.add(entry);
    // Not at once: whoever asks for several things in one go means them to be sorted.
    queueMicrotask(() => this.#fill());
    return {
      reprioritise: (next) => (entry.priority = next),
      withdraw: () => this.#waiting.delete(entry),
    };
  }

  #fill(): void {
    while (this.#running < this.#concurrency) {
      const next = this.#takeFirst();
      if (!next) return;
      this.#running += 1;
      void next
        .run()
        .catch(() => undefined)
        .finally(() => {
          this.#running -= 1;
          this.#fill();
        });
    }
  }

  #takeFirst(): Entry | null {
    let first: Entry | null = null;
    for (const entry of this.#waiting) {
      if (
        !first ||
        entry.priority < first.priority ||
        (entry.priority === first.priority && entry.order < first.order)
      ) {
        first = entry;
      }
    }
    if (first) this.#waiting.delete(first);
    return first;
  }
}
