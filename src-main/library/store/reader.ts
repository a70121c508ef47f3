import type { CacheIndex } from './cache-index.ts';
import { diskFailure, isUnreadable, type Disk } from './disk.ts';
import type { ExamFolders } from './exam-folders.ts';
import type { ItemKey, Names } from './names.ts';
import { SealBroken } from './sealed-file.ts';
import { unsealFile } from './unseal-file.ts';

export interface ReaderOptions {
  readonly disk: Disk;
  readonly libraryKey: Uint8Array;
  readonly names: Names;
  readonly exams: ExamFolders;
  readonly cache: CacheIndex;
  /** Whether what is lost here can be had again elsewhere; else what a bad disk gives no more stays, for another try. */
  readonly isReplaceable: boolean;
  /** Before a file goes that cannot be read any more; where this rejects, it stays. */
  readonly beforeRemoval: (key: ItemKey) => Promise<void>;
  /** It went. */
  readonly onDamage: (key: ItemKey) => void;
}

/** Reads items, and takes what is damaged out of the way. */
export class Reader {
  readonly #options: ReaderOptions;
  /** How often it met a damaged file. */
  damaged = 0;

  constructor(options: ReaderOptions) {
    this.#options = options;
  }

  /** Null where the item is not here, or was here and is damaged. Rejects with `AppFailure`. */
  async read(key: ItemKey): Promise<ArrayBuffer | null> {
    const { disk, libraryKey, names, exams, cache, onDamage } = this.#options;
    const name = names.ofItem(key);
    for (const { path, cacheFolder } of exams.placesOf(key)) {
      try {
        const bytes = await unsealFile(disk, path, libraryKey, name);
        if (!bytes) continue;
        if (cacheFolder) cache.used(cacheFolder);
        return bytes;
      } catch (error) {
        if (!(error instanceof SealBroken)) await this.#giveUp(key, path, error);
        else await this.removeBad(key, path).catch(() => undefined);
        if (cacheFolder) await cache.recount(cacheFolder).catch(() => undefined);
        this.damaged += 1;
        onDamage(key);
      }
    }
    return null;
  }

  /**
   * A bad sector is a damaged file where it can be had again: its place is taken off it. A disk that is gone, or fails at all it
   * is asked, fails here too, and takes nothing with it.
   */
  async #giveUp(key: ItemKey, path: string, error: unknown): Promise<void> {
    const failure = diskFailure(error, 'reading a file');
    if (!this.#options.isReplaceable || key.kind !== 'exam-item' || !isUnreadable(error)) throw failure;
    await this.removeBad(key, path).catch(() => {
      this.#options.onDamage(key);
      throw failure;
    });
  }

  /** A file that is of no use to anybody. */
  async removeBad(key: ItemKey, path: string): Promise<void> {
    await this.#options.beforeRemoval(key);
    await this.#options.disk.unlink(path);
  }
}
