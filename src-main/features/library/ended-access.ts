import type { EndedAccess } from '../../../src-shared/domain/access.ts';

/** Exams that are gone because the right to them is over, until the person has read so. */
export class EndedAccessList {
  readonly #ended = new Map<string, EndedAccess>();

  add(ended: EndedAccess): void {
    const known = this.#ended.get(ended.examId);
    // What is known of it first says most: its name is forgotten with it.
    this.#ended.set(ended.examId, { ...ended, label: ended.label ?? known?.label ?? null });
  }

  list(): EndedAccess[] {
    return [...this.#ended.values()];
  }

  clear(): void {
    this.#ended.clear();
  }
}
