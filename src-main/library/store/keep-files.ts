import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { diskFailure, type Disk } from './disk.ts';
import { ItemWriter, type Surety } from './item-writer.ts';
import { SealBroken } from './sealed-file.ts';
import { unsealFile } from './unseal-file.ts';

/** A keep, as it was written. */
export interface FoundKeep {
  readonly text: string;
  /** It did not open; this is its copy, which may be older. */
  readonly isCopy: boolean;
}

export interface FoundKeeps {
  readonly keeps: readonly FoundKeep[];
  /** How many did not open, whether their copies did or not. */
  readonly damaged: number;
  /** How many cannot be read now, nor their copies: a disk that fails may be well again later. */
  readonly unread: number;
  /** How many did not open, and their copies neither. */
  readonly lost: number;
}

interface Snapshot {
  /** The folder's own modification time. */
  readonly modified: number;
  readonly keeps: [string, string][];
}

export interface KeepFilesOptions {
  readonly disk: Disk;
  readonly root: string;
  readonly libraryKey: Uint8Array;
  /** Whether what is lost can be had again elsewhere: then its remains go. */
  readonly isReplaceable: boolean;
}

const READS_AT_ONCE = 16;

/**
 * What a person keeps, a small file for each: without it, nobody would know whose the files of an exam are. So each lies here
 * twice, under the same name in `keeps/` and, when that one no longer opens, in `copies/`.
 */
export class KeepFiles {
  readonly #options: KeepFilesOptions;
  readonly #folder: string;
  readonly #copies: string;
  readonly #known = new Map<string, string>();
  #isKnown = false;

  constructor(options: KeepFilesOptions) {
    this.#options = options;
    this.#folder = join(options.root, 'keeps');
    this.#copies = join(options.root, 'copies');
  }

  /** After the keep itself was written. A copy that cannot be made is not missed today. */
  async written(name: string, bytes: Uint8Array): Promise<void> {
    this.#known.set(name, Buffer.from(bytes).toString('utf8'));
    await this.#write(this.#copies, name, bytes, 'none').catch(() => undefined);
  }

  /** Before the keep itself is removed: nothing comes back from a copy. */
  async removing(name: string): Promise<void> {
    this.#known.delete(name);
    await this.#options.disk.unlink(join(this.#copies, name)).catch(() => undefined);
  }

  /** All of them. `snapshot`: what the last stop wrote down, true where nothing was put there since. */
  async load(snapshot: ArrayBuffer | null): Promise<FoundKeeps> {
    const found =
      (await this.#fromSnapshot(snapshot)) ??
      (await this.#readAll().catch((error: unknown) => {
        throw diskFailure(error, 'reading a folder');
      }));
    this.#isKnown = found.unread === 0;
    return found;
  }

  /** To be written down at a stop; each change is a renaming, which the folder shows. Null where not all is known. */
  async snapshot(): Promise<Buffer | null> {
    if (!this.#isKnown) return null;
    const folder = await this.#options.disk.stat(this.#folder);
    const snapshot: Snapshot = { modified: folder?.modified ?? 0, keeps: [...this.#known] };
    return Buffer.from(JSON.stringify(snapshot), 'utf8');
  }

  async #fromSnapshot(bytes: ArrayBuffer | null): Promise<FoundKeeps | null> {
    const folder = await this.#options.disk.stat(this.#folder).catch(() => null);
    // Sealed by us: what opens has the shape that we gave it.
    const snapshot = bytes && (JSON.parse(Buffer.from(bytes).toString('utf8')) as Snapshot);
    if (!snapshot || snapshot.modified !== folder?.modified) return null;
    for (const [name, text] of snapshot.keeps) this.#known.set(name, text);
    const keeps = [...this.#known.values()].map((text) => ({ text, isCopy: false }));
    return { keeps, damaged: 0, unread: 0, lost: 0 };
  }

  async #readAll(): Promise<FoundKeeps> {
    const { disk, isReplaceable } = this.#options;
    const waiting = await disk.list(this.#folder);
    const keeps: FoundKeep[] = [];
    const counts = { damaged: 0, unread: 0, lost: 0 };
    const work = async (): Promise<void> => {
      for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
        const first = await this.#read(this.#folder, name);
        if (first === null) continue;
        if (first === 'damaged') counts.damaged += 1;
        const bytes = typeof first === 'object' ? first : await this.#read(this.#copies, name);
        if (bytes !== null && typeof bytes === 'object') {
          const text = Buffer.from(bytes).toString('utf8');
          this.#known.set(name, text);
          keeps.push({ text, isCopy: bytes !== first });
          if (bytes !== first)
            await this.#write(this.#folder, name, Buffer.from(text), 'all').catch(() => undefined);
        } else if (first === 'unread' || bytes === 'unread') counts.unread += 1;
        else {
          counts.lost += 1;
          if (isReplaceable) await disk.unlink(join(this.#folder, name)).catch(() => undefined);
        }
      }
    };
    await Promise.all(Array.from({ length: READS_AT_ONCE }, work));
    return { keeps, ...counts };
  }

  async #read(folder: string, name: string): Promise<ArrayBuffer | 'damaged' | 'unread' | null> {
    try {
      return await unsealFile(this.#options.disk, join(folder, name), this.#options.libraryKey, name);
    } catch (error) {
      return error instanceof SealBroken ? 'damaged' : 'unread';
    }
  }

  async #write(folder: string, name: string, bytes: Uint8Array, surety: Surety): Promise<void> {
    const { disk, root, libraryKey } = this.#options;
    const temporaryPath = join(root, 'incoming', randomBytes(16).toString('hex'));
    const salt = randomBytes(32);
    const writer = new ItemWriter({ disk, libraryKey, name, salt, bytes: bytes.byteLength, temporaryPath });
    try {
      await writer.push(bytes);
    } catch (error) {
      await writer.abort();
      throw error;
    }
    await writer.commit(join(folder, name), folder, surety);
  }
}
