import type { Disk } from './disk.ts';

interface Waiting {
  readonly path: string;
  readonly done: () => void;
  readonly failed: (error: unknown) => void;
}

/** The file system commits those that come together in one go; more would stand in the way of reads. */
const AT_ONCE = 2;
const MOST_REMEMBERED = 50_000;

/**
 * Flushes instances to the disk behind the download, not in its way. An instance that a pulled plug caught before its
 * turn fails its seal and is fetched again; an exam is called kept only after all of its files went through here.
 */
export class Durability {
  readonly #disk: Disk;
  readonly #waiting: Waiting[] = [];
  /** What was flushed in this run and not written since: whoever makes sure of it once more does not wait. */
  readonly #flushed = new Set<string>();
  #running = 0;

  constructor(disk: Disk) {
    this.#disk = disk;
  }

  /** Something new lies at this path. */
  written(path: string): void {
    this.#flushed.delete(path);
  }

  /** Its contents were flushed before it came to lie there. */
  flushed(path: string): void {
    if (this.#flushed.size >= MOST_REMEMBERED) this.#flushed.clear();
    this.#flushed.add(path);
  }

  flush(path: string): Promise<void> {
    if (this.#flushed.has(path)) return Promise.resolve();
    return new Promise((done, failed) => {
      this.#waiting.push({ path, done, failed });
      this.#next();
    });
  }

  #next(): void {
    while (this.#running < AT_ONCE) {
      const next = this.#waiting.shift();
      if (!next) return;
      this.#running += 1;
      void this.#flushOne(next.path)
        .then(next.done, next.failed)
        .finally(() => {
          this.#running -= 1;
          this.#next();
        });
    }
  }

  async #flushOne(path: string): Promise<void> {
    const file = await this.#disk.open(path, 'r+');
    try {
      await file.sync();
    } finally {
      await file.close();
    }
    this.flushed(path);
  }
}
