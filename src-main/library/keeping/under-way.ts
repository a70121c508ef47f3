/** Bytes of things that are on their way into the store, by exam. */
export class UnderWay {
  readonly #exams = new Map<string, Map<string, number>>();

  of(examId: string): number {
    let bytes = 0;
    for (const soFar of this.#exams.get(examId)?.values() ?? []) bytes += soFar;
    return bytes;
  }

  set(examId: string, item: string, soFar: number): void {
    const items = this.#exams.get(examId) ?? new Map<string, number>();
    items.set(item, soFar);
    this.#exams.set(examId, items);
  }

  end(examId: string, item: string): void {
    const items = this.#exams.get(examId);
    items?.delete(item);
    if (items?.size === 0) this.#exams.delete(examId);
  }
}
