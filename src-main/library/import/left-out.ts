import type { Incomplete, LeftOut, LeftOutReason } from '../../../src-shared/domain/import.ts';

const MOST_NAMES = 50;
const LONGEST_NAME = 300;

/** What did not come in, by reason, and what came in without its end. A disc full of faults must not fill the memory with names. */
export class LeftOutList {
  readonly #names = new Map<LeftOutReason, string[]>();
  readonly #counts = new Map<LeftOutReason, number>();
  readonly #incomplete = { count: 0, names: [] as string[] };

  add(reason: LeftOutReason, name: string): void {
    this.#counts.set(reason, (this.#counts.get(reason) ?? 0) + 1);
    const names = this.#names.get(reason) ?? [];
    if (names.length < MOST_NAMES) names.push(name.slice(0, LONGEST_NAME));
    this.#names.set(reason, names);
  }

  /** Came in all the same, without its end. */
  addIncomplete(name: string): void {
    const { names } = this.#incomplete;
    this.#incomplete.count += 1;
    if (names.length < MOST_NAMES) names.push(name.slice(0, LONGEST_NAME));
  }

  get incomplete(): Incomplete {
    return this.#incomplete;
  }

  list(): LeftOut[] {
    return [...this.#counts].map(([reason, count]) => ({
      reason,
      count,
      names: this.#names.get(reason) ?? [],
    }));
  }
}
