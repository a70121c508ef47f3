import { randomBytes } from 'node:crypto';
import { join, sep } from 'node:path';
import type { CacheIndex } from './cache-index.ts';
import { diskFailure, isMissing, type Disk } from './disk.ts';
import type { ItemKey, Names } from './names.ts';
import type { Partials } from './partials.ts';

export interface Place {
  readonly path: string;
  readonly folder: string;
  /** Set for what may be evicted. */
  readonly cacheFolder: string | null;
}

/** `join` would look at every letter of the folder again, several times for each item. */
const place = (folder: string, name: string, cacheFolder: string | null): Place => ({
  path: `${folder}${sep}${name}`,
  folder,
  cacheFolder,
});

/** Where items lie, and which exams are pinned: a folder under `kept` is the pin. Rejects with `AppFailure`. */
export class ExamFolders {
  readonly #disk: Disk;
  readonly #root: string;
  readonly #names: Names;
  readonly #cache: CacheIndex;
  readonly #partials: Partials;
  readonly #pinned = new Set<string>();

  constructor(options: { disk: Disk; root: string; names: Names; cache: CacheIndex; partials: Partials }) {
    this.#disk = options.disk;
    this.#root = options.root;
    this.#names = options.names;
    this.#cache = options.cache;
    this.#partials = options.partials;
  }

  async load(): Promise<void> {
    for (const folder of await this.#disk.list(join(this.#root, 'kept'))) this.#pinned.add(folder);
  }

  /** Where an item lies or would lie: the first is where it is written. */
  placesOf(key: ItemKey): Place[] {
    const name = this.#names.ofItem(key);
    if (key.kind !== 'exam-item') {
      const folder = join(this.#root, key.kind === 'document' ? 'documents' : 'keeps');
      return [{ path: join(folder, name), folder, cacheFolder: null }];
    }
    const exam = this.#names.ofExam(key.examId);
    const cached = place(join(this.#root, 'cache', exam), name, exam);
    return this.#pinned.has(exam) ? [place(join(this.#root, 'kept', exam), name, null), cached] : [cached];
  }

  /** Where the items of a pinned exam lie. */
  pinnedFolder(examId: string): string {
    return join(this.#root, 'kept', this.#names.ofExam(examId));
  }

  /** What the cache holds of an exam, and when it was last used. */
  cached(examId: string): { readonly bytes: number; readonly usedAt: number } | null {
    return this.#cache.of(this.#names.ofExam(examId));
  }

  isPinned(examId: string): boolean {
    return this.#pinned.has(this.#names.ofExam(examId));
  }

  /** From now on nothing of this exam is evicted; what the cache holds of it moves over. May be repeated. */
  async pin(examId: string): Promise<void> {
    const name = this.#names.ofExam(examId);
    const from = join(this.#root, 'cache', name);
    const to = join(this.#root, 'kept', name);
    try {
      await this.#disk.makeFolder(to);
      this.#pinned.add(name);
      for (const item of await this.#disk.list(from)) {
        await this.#disk.rename(join(from, item), join(to, item)).catch((error: unknown) => {
          if (!isMissing(error)) throw error;
        });
      }
      this.#cache.forget(name);
    } catch (error) {
      throw diskFailure(error, 'pinning an exam');
    }
  }

  /** Flushes the names of a pinned exam's files, after the files themselves. */
  async flushPinned(examId: string): Promise<void> {
    try {
      await this.#disk.syncFolder(join(this.#root, 'kept', this.#names.ofExam(examId)));
      await this.#disk.syncFolder(join(this.#root, 'kept'));
    } catch (error) {
      throw diskFailure(error, 'flushing a folder');
    }
  }

  /** Pinned exams that none of these is go back to the cache: their keep was lost. What cannot go now stays. */
  async unpinAllBut(examIds: readonly string[]): Promise<void> {
    const wanted = new Set(examIds.map((examId) => this.#names.ofExam(examId)));
    for (const name of [...this.#pinned]) {
      if (wanted.has(name)) continue;
      this.#pinned.delete(name);
      const from = join(this.#root, 'kept', name);
      const to = join(this.#root, 'cache', name);
      try {
        await this.#disk.makeFolder(to);
        for (const item of await this.#disk.list(from))
          await this.#disk.rename(join(from, item), join(to, item));
        await this.#disk.removeTree(from);
        await this.#cache.scan();
      } catch {
        this.#pinned.add(name);
      }
    }
  }

  /** What the cache holds of exams that nobody knows: it could not be erased when the right to them ends. */
  async removeUnknown(known: () => Promise<readonly string[]>): Promise<void> {
    const before = this.#cache.exams;
    const names = new Set((await known()).map((examId) => this.#names.ofExam(examId)));
    for (const name of before) {
      if (names.has(name)) continue;
      this.#cache.forget(name);
      await this.#discard(join(this.#root, 'cache', name)).catch(() => undefined);
    }
  }

  /** Erases all that belongs to an exam. */
  async remove(examId: string): Promise<void> {
    const name = this.#names.ofExam(examId);
    this.#pinned.delete(name);
    this.#cache.forget(name);
    await this.#partials.removeOf(name);
    try {
      await this.#discard(join(this.#root, 'kept', name));
      await this.#discard(join(this.#root, 'cache', name));
    } catch (error) {
      throw diskFailure(error, 'removing an exam');
    }
  }

  async #discard(folder: string): Promise<void> {
    const trash = join(this.#root, 'trash', randomBytes(16).toString('hex'));
    try {
      await this.#disk.rename(folder, trash);
    } catch (error) {
      if (isMissing(error)) return;
      // Somebody reads one of its files (Windows): file by file, then.
      await this.#disk.removeTree(folder);
      return;
    }
    await this.#disk.removeTree(trash);
  }
}
