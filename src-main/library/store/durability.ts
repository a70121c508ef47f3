import type { Disk } from './disk.ts';

interface Waiting {
  readonly path: string;
  readonly done: () => void;
  readonly failed: (error: unknown) => void;
}

/**
 * Flushes instances to the disk behind the download, not in its way. An instance that a pulled plug caught before its
 * turn fails its seal and is fetched again; an exam is called kept only after all of its files went through here.
 */
export class Durability {
  readonly #disk: Disk;
  readonly #waiting: Waiting[] = [];
  #running = 0;

  constructor(disk: Disk) {
    this.#disk = disk;
  }

  flush(path: string): Promise<void> {
    return new Promise((done, failed) => {
      this.#waiting.push({ path, done, failed });
      this.#next();
    });
  }

  #next(): void {
    // Two at a time: a third would only stand in the way of reads.
    while (this.#running < 2) {
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
  }
}
