import type { Incomplete, LeftOut, LeftOutReason } from '../../../src-shared/domain/import.ts';

const MOST_NAMES = 50;
const LONGEST_NAME = 300;

/** A disc full of faults must not fill the memory with names. */
class Names {
  count = 0;
  readonly names: string[] = [];

  add(name: string): void {
    this.count += 1;
    if (this.names.length < MOST_NAMES) this.names.push(name.slice(0, LONGEST_NAME));
  }

  told(): Incomplete {
    return { count: this.count, names: this.names };
  }
}

/** What did not come in, by reason, and what came in without its end. */
export class LeftOutList {
  readonly #leftOut = new Map<LeftOutReason, Names>();
  readonly #incomplete = new Names();

  add(reason: LeftOutReason, name: string): void {
    const of = this.#leftOut.get(reason) ?? new Names();
    of.add(name);
    this.#leftOut.set(reason, of);
  }

  /** Came in all the same, without its end. */
  addIncomplete(name: string): void {
    this.#incomplete.add(name);
  }

  get incomplete(): Incomplete {
    return this.#incomplete.told();
  }

  list(): LeftOut[] {
    return [...this.#leftOut].map(([reason, names]) => ({ reason, ...names.told() }));
  }
}
