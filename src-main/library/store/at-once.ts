/** Longer than a way to another thread and back, at which nobody who waits for an image is held up. */
const SLOW_MS = 4;
const WARY_FOR = 300;

/**
 * Small operations that a disk's cache answers in microseconds, where a way to another thread and back takes ten times as long.
 * Not every disk does: a virus scanner, a journal on a turning disk or a network stand before them. Once one was waited for, the
 * next few hundred go to another thread, and then one is tried again.
 */
export class AtOnce {
  readonly #now: () => number;
  #wary = 0;

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** `here` and `elsewhere` do the same. Rejects with what they fail with. */
  async run<T>(here: () => T, elsewhere: () => Promise<T>): Promise<T> {
    if (this.#wary > 0) {
      this.#wary -= 1;
      return elsewhere();
    }
    const began = this.#now();
    try {
      return here();
    } finally {
      if (this.#now() - began > SLOW_MS) this.#wary = WARY_FOR;
    }
  }
}
