import type { LeftOut, LeftOutReason } from '../../../src-shared/domain/import.ts';

const MOST_NAMES = 50;

/** What did not come in, by reason. A disc full of faults must not fill the memory with names. */
export class LeftOutList {
  readonly #names = new Map<LeftOutReason, string[]>();
  readonly #counts = new Map<LeftOutReason, number>();

  add(reason: LeftOutReason, name: string): void {
    this.#counts.set(reason, (this.#counts.get(reason) ?? 0) + 1);
    const names = this.#names.get(reason) ?? [];
    if (names.length < MOST_NAMES) names.push(name.slice(0, 300));
    this.#names.set(reason, names);
  }

  list(): LeftOut[] {
    return [...this.#counts].map(([reason, count]) => ({
      reason,
      count,
      names: this.#names.get(reason) ?? [],
    }));
  }
}
