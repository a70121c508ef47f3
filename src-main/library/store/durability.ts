import type { Disk } from './disk.ts';

const MOST_REMEMBERED = 50_000;

/**
 * Flushes instances to the disk behind the download, not in its way. An instance that a pulled plug caught before its
 * turn fails its seal and is fetched again; an exam is called kept only after all of its files went through here.
 */
export class Durability {
  readonly #disk: Disk;
  /** What was flushed in this run and not written since: whoever makes sure of it once more does not wait. */
  readonly #flushed = new Set<string>();

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

  async flush(path: string): Promise<void> {
    if (this.#flushed.has(path)) return;
    const file = await this.#disk.open(path, 'r+');
    try {
      await file.sync();
    } finally {
      file.close();
    }
    this.flushed(path);
  }
}
