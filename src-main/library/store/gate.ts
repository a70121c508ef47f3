import { AppFailure } from '../../../src-shared/errors.ts';

/** Lets work through until it is closed. Whoever closes it waits for what is under way: nothing is done behind their back. */
export class Gate {
  readonly #underWay = new Set<Promise<unknown>>();
  #closed = false;

  /** Fails with `cancelled` once it is closed. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.#closed) throw new AppFailure('cancelled', 'it was closed');
    const done = work();
    this.#underWay.add(done);
    try {
      return await done;
    } finally {
      this.#underWay.delete(done);
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    await Promise.allSettled(this.#underWay);
  }
}
