import { join } from 'node:path';
import type { Disk } from './disk.ts';

interface CachedFile {
  readonly folder: string;
  readonly bytes: number;
  usedAt: number;
  /** The instant that the file itself carries. */
  touchedAt: number;
}

const TOUCH_AFTER = 10 * 60_000;
/** Evict to a little below the limit, so that not every new file evicts one. */
const LOW_WATER = 0.95;

/**
 * What lies in the cache and when it was last used. Rebuilt from the folder at every start (a file carries its
 * last use as modification time), so there is no index that could be wrong.
 */
export class CacheIndex {
  readonly #disk: Disk;
  readonly #root: string;
  readonly #now: () => number;
  readonly #files = new Map<string, CachedFile>();
  #total = 0;
  #limit: number;
  #evicting: Promise<void> | null = null;

  constructor(disk: Disk, root: string, limit: number, now: () => number) {
    this.#disk = disk;
    this.#root = root;
    this.#limit = limit;
    this.#now = now;
  }

  get bytes(): number {
    return this.#total;
  }

  async scan(): Promise<void> {
    for (const folder of await this.#disk.list(this.#root)) {
      for (const name of await this.#disk.list(join(this.#root, folder))) {
        if (this.#files.has(name)) continue;
        const found = await this.#disk.stat(join(this.#root, folder, name));
        if (found)
          this.#put(name, { folder, bytes: found.bytes, usedAt: found.modified, touchedAt: found.modified });
      }
    }
    await this.makeRoom(0);
  }

  setLimit(limit: number): void {
    this.#limit = limit;
  }

  add(folder: string, name: string, bytes: number): void {
    this.#put(name, { folder, bytes, usedAt: this.#now(), touchedAt: this.#now() });
    if (this.#total > this.#limit) void this.makeRoom(0).catch(() => undefined);
  }

  used(name: string): void {
    const file = this.#files.get(name);
    if (!file) return;
    file.usedAt = this.#now();
    if (file.usedAt - file.touchedAt < TOUCH_AFTER) return;
    file.touchedAt = file.usedAt;
    // A last use that is not written down costs nothing but a worse choice later.
    this.#disk.touch(join(this.#root, file.folder, name), file.usedAt).catch(() => undefined);
  }

  forget(name: string): void {
    const file = this.#files.get(name);
    if (!file) return;
    this.#total -= file.bytes;
    this.#files.delete(name);
  }

  forgetFolder(folder: string): void {
    for (const [name, file] of this.#files) if (file.folder === folder) this.forget(name);
  }

  /** Evicts the least recently used until `bytes` more would fit. False when the whole cache is not enough. */
  async makeRoom(bytes: number): Promise<boolean> {
    while (this.#evicting) await this.#evicting;
    this.#evicting = this.#evict(bytes).finally(() => (this.#evicting = null));
    await this.#evicting;
    return this.#total + bytes <= this.#limit;
  }

  /** Evicts at least `bytes`, whatever the limit: the disk itself is full. */
  async giveBack(bytes: number): Promise<number> {
    while (this.#evicting) await this.#evicting;
    const before = this.#total;
    this.#evicting = this.#evictDownTo(Math.max(0, this.#total - bytes)).finally(
      () => (this.#evicting = null),
    );
    await this.#evicting;
    return before - this.#total;
  }

  async #evict(bytes: number): Promise<void> {
    if (this.#total + bytes <= this.#limit) return;
    await this.#evictDownTo(Math.max(0, this.#limit * LOW_WATER - bytes));
  }

  async #evictDownTo(target: number): Promise<void> {
    const oldestFirst = [...this.#files].sort(([, a], [, b]) => a.usedAt - b.usedAt);
    for (const [name, file] of oldestFirst) {
      if (this.#total <= target) return;
      if (this.#files.get(name) !== file) continue;
      this.forget(name);
      await this.#disk.unlink(join(this.#root, file.folder, name)).catch(() => undefined);
    }
  }

  #put(name: string, file: CachedFile): void {
    this.forget(name);
    this.#files.set(name, file);
    this.#total += file.bytes;
  }
}
