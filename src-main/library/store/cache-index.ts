import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Disk } from './disk.ts';

interface CachedExam {
  bytes: number;
  usedAt: number;
  /** The instant that its folder itself carries, as far as we know. */
  touchedAt: number;
}

/** What a folder weighed when its modification time was this: true as long as it still is. */
export type FolderSizes = Readonly<Record<string, { readonly bytes: number; readonly modified: number }>>;

/** Sealed by us: what opens has the shape that we gave it. */
export const sizesIn = (bytes: ArrayBuffer): FolderSizes =>
  JSON.parse(Buffer.from(bytes).toString('utf8')) as FolderSizes;

const TOUCH_AFTER = 10 * 60_000;
/** Evict to a little below the limit, so that not every new file evicts one. */
const LOW_WATER = 0.95;
const AT_ONCE = 16;

/**
 * What lies in the cache, exam by exam, and when it was last used: the modification time of its folder. Counted anew
 * from the folders at every start; a folder that is as old as at the last stop need not be looked into again.
 */
export class CacheIndex {
  readonly #disk: Disk;
  readonly #root: string;
  readonly #trash: string;
  readonly #now: () => number;
  readonly #exams = new Map<string, CachedExam>();
  #total = 0;
  #limit: number;
  #latest = 0;
  #evicting: Promise<void> | null = null;

  constructor(disk: Disk, folder: string, limit: number, now: () => number) {
    this.#disk = disk;
    this.#root = join(folder, 'cache');
    this.#trash = join(folder, 'trash');
    this.#limit = limit;
    this.#now = now;
  }

  get bytes(): number {
    return this.#total;
  }

  get limit(): number {
    return this.#limit;
  }

  of(exam: string): { readonly bytes: number; readonly usedAt: number } | null {
    return this.#exams.get(exam) ?? null;
  }

  get exams(): readonly string[] {
    return [...this.#exams.keys()];
  }

  async scan(known: FolderSizes = {}): Promise<void> {
    const waiting = await this.#disk.list(this.#root);
    const work = async (): Promise<void> => {
      for (let exam = waiting.pop(); exam !== undefined; exam = waiting.pop()) {
        const found = await this.#disk.stat(join(this.#root, exam));
        if (!found || this.#exams.has(exam)) continue;
        const before = Object.hasOwn(known, exam) ? known[exam] : undefined;
        if (before?.modified === found.modified) this.#put(exam, before.bytes, found.modified);
        else this.#put(exam, await this.#weigh(exam), found.modified);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    await this.makeRoom(0);
  }

  /** To be written down at a stop. */
  async sizes(): Promise<FolderSizes> {
    const sizes: Record<string, { bytes: number; modified: number }> = {};
    for (const [exam, { bytes }] of this.#exams) {
      const found = await this.#disk.stat(join(this.#root, exam));
      if (found) sizes[exam] = { bytes, modified: found.modified };
    }
    return sizes;
  }

  setLimit(limit: number): void {
    this.#limit = limit;
  }

  /** `bytes` more of this exam, or fewer. */
  add(exam: string, bytes: number): void {
    const known = this.#exams.get(exam) ?? { bytes: 0, usedAt: 0, touchedAt: this.#time() };
    known.bytes = Math.max(0, known.bytes + bytes);
    known.usedAt = this.#time();
    this.#exams.set(exam, known);
    this.#total = Math.max(0, this.#total + bytes);
    if (this.#total > this.#limit) void this.makeRoom(0).catch(() => undefined);
  }

  used(exam: string): void {
    const known = this.#exams.get(exam);
    if (!known) return;
    known.usedAt = this.#time();
    if (known.usedAt - known.touchedAt < TOUCH_AFTER) return;
    known.touchedAt = known.usedAt;
    // A last use that is not written down costs nothing but a worse choice later.
    this.#disk.touch(join(this.#root, exam), known.usedAt).catch(() => undefined);
  }

  forget(exam: string): void {
    this.#total -= this.#exams.get(exam)?.bytes ?? 0;
    this.#exams.delete(exam);
  }

  /** Something of it went away in another way than by us. */
  async recount(exam: string): Promise<void> {
    const known = this.#exams.get(exam);
    if (known) this.#put(exam, await this.#weigh(exam), known.usedAt);
  }

  /** Evicts the least recently used until `bytes` more would fit. False when the whole cache is not enough. */
  async makeRoom(bytes: number): Promise<boolean> {
    while (this.#evicting) await this.#evicting;
    if (this.#total + bytes > this.#limit)
      await this.#turn(this.#evictDownTo(Math.max(0, this.#limit * LOW_WATER - bytes)));
    return this.#total + bytes <= this.#limit;
  }

  /** Evicts at least `bytes`, whatever the limit: the disk itself is full. */
  async giveBack(bytes: number): Promise<number> {
    while (this.#evicting) await this.#evicting;
    const before = this.#total;
    await this.#turn(this.#evictDownTo(Math.max(0, this.#total - bytes)));
    return before - this.#total;
  }

  #turn(eviction: Promise<void>): Promise<void> {
    this.#evicting = eviction.finally(() => (this.#evicting = null));
    return this.#evicting;
  }

  /** Whole exams, save the one that was used last: it may be on screen, and gives its oldest files. */
  async #evictDownTo(target: number): Promise<void> {
    const oldestFirst = [...this.#exams].sort(([, a], [, b]) => a.usedAt - b.usedAt);
    const last = oldestFirst.pop();
    for (const [exam, known] of oldestFirst) {
      if (this.#total <= target) return;
      if (this.#exams.get(exam) !== known) continue;
      this.forget(exam);
      await this.#discard(exam);
    }
    if (!last || this.#total <= target) return;
    if (target === 0) {
      this.forget(last[0]);
      await this.#discard(last[0]);
    } else await this.#thinOut(last[0], target);
  }

  async #thinOut(exam: string, target: number): Promise<void> {
    const folder = join(this.#root, exam);
    const files: { path: string; bytes: number; modified: number }[] = [];
    for (const name of await this.#disk.list(folder)) {
      const found = await this.#disk.stat(join(folder, name));
      if (found) files.push({ path: join(folder, name), ...found });
    }
    for (const { path, bytes } of files.sort((a, b) => a.modified - b.modified)) {
      if (this.#total <= target) return;
      await this.#disk.unlink(path).catch(() => undefined);
      const known = this.#exams.get(exam);
      if (!known) return;
      known.bytes = Math.max(0, known.bytes - bytes);
      this.#total = Math.max(0, this.#total - bytes);
    }
  }

  async #discard(exam: string): Promise<void> {
    const trash = join(this.#trash, randomBytes(16).toString('hex'));
    try {
      await this.#disk.rename(join(this.#root, exam), trash);
      await this.#disk.removeTree(trash);
    } catch {
      // Somebody reads one of its files (Windows): file by file, then; what stays is counted at the next start.
      await this.#disk.removeTree(join(this.#root, exam)).catch(() => undefined);
    }
  }

  async #weigh(exam: string): Promise<number> {
    const folder = join(this.#root, exam);
    let bytes = 0;
    for (const name of await this.#disk.list(folder))
      bytes += (await this.#disk.stat(join(folder, name)))?.bytes ?? 0;
    return bytes;
  }

  #put(exam: string, bytes: number, usedAt: number): void {
    this.forget(exam);
    this.#exams.set(exam, { bytes, usedAt, touchedAt: usedAt });
    this.#total += bytes;
    this.#latest = Math.max(this.#latest, usedAt);
  }

  /** Never backwards, whatever the clock does: what is used now was used last. */
  #time(): number {
    this.#latest = Math.max(this.#latest + 1, this.#now());
    return this.#latest;
  }
}
