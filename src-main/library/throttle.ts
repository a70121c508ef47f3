/** Tells of changes to a thing at most once in `interval` milliseconds, and always of the last one. */
export class Throttle {
  readonly #interval: number;
  readonly #tell: (id: string) => void;
  readonly #waiting = new Map<string, NodeJS.Timeout>();

  constructor(interval: number, tell: (id: string) => void) {
    this.#interval = interval;
    this.#tell = tell;
  }

  touch(id: string): void {
    if (this.#waiting.has(id)) return;
    const timer = setTimeout(() => {
      this.#waiting.delete(id);
      this.#tell(id);
    }, this.#interval);
    this.#waiting.set(id, timer);
  }

  /** Whoever tells of the end at once needs no word of what came before. */
  forget(id: string): void {
    clearTimeout(this.#waiting.get(id));
    this.#waiting.delete(id);
  }

  stop(): void {
    for (const id of [...this.#waiting.keys()]) this.forget(id);
  }
}
