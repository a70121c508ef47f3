import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { AppFailure } from '../../../src-shared/errors.ts';
import { CacheIndex } from './cache-index.ts';
import { diskFailure, isMissing, nodeDisk, type Disk } from './disk.ts';
import { Durability } from './durability.ts';
import { ExamFolders } from './exam-folders.ts';
import { ItemWriter } from './item-writer.ts';
import { KeyedLock } from './keyed-lock.ts';
import { checkKey } from './key-check.ts';
import { Names, type ItemKey } from './names.ts';
import { SealBroken } from './sealed-file.ts';
import { unsealFile } from './unseal-file.ts';

export interface StoreOptions {
  readonly folder: string;
  /** 32 bytes. */
  readonly libraryKey: Uint8Array;
  readonly cacheLimit: number;
  readonly disk?: Disk;
  readonly now?: () => number;
  /** A file whose seal did not hold was found, and removed. */
  readonly onDamage?: (key: ItemKey) => void;
}

const ROOM_FOR_DOCUMENTS = 64 * 2 ** 20;

/**
 * The encrypted store: one sealed file an item (docs/decisions/0004-the-librarys-store.md).
 *
 *     key-check                 opens with the right key
 *     incoming/, trash/         on the way in, on the way out; emptied at every start
 *     documents/, keeps/        small, written durably
 *     kept/EXAM/, cache/EXAM/   instances, reports, descriptions; pinned, or evicted when space is short
 *
 * Every method rejects with `AppFailure` (`disk-full`, `disk-error`). No file is ever seen half written.
 */
export class Store {
  readonly #folder: string;
  readonly #key: Uint8Array;
  readonly #disk: Disk;
  readonly #now: () => number;
  readonly #onDamage: (key: ItemKey) => void;
  readonly #names: Names;
  readonly #cache: CacheIndex;
  /** Pins and unpins exams, and removes them. */
  readonly exams: ExamFolders;
  readonly #durability: Durability;
  readonly #locks = new KeyedLock();
  #scanning: Promise<void> = Promise.resolve();

  private constructor(options: StoreOptions) {
    this.#folder = options.folder;
    this.#key = Uint8Array.from(options.libraryKey);
    this.#disk = options.disk ?? nodeDisk;
    this.#now = options.now ?? Date.now;
    this.#onDamage = options.onDamage ?? (() => undefined);
    this.#names = new Names(this.#key);
    this.#cache = new CacheIndex(this.#disk, join(this.#folder, 'cache'), options.cacheLimit, this.#now);
    this.#durability = new Durability(this.#disk);
    this.exams = new ExamFolders({
      disk: this.#disk,
      root: this.#folder,
      names: this.#names,
      cache: this.#cache,
    });
  }

  /** Fails with `library-unreadable` where `libraryKey` is not the one that the folder was made with. */
  static async open(options: StoreOptions): Promise<Store> {
    const store = new Store(options);
    const disk = store.#disk;
    const leftovers: string[] = [];
    try {
      for (const name of ['incoming', 'documents', 'keeps', 'kept', 'cache', 'trash']) {
        await disk.makeFolder(join(options.folder, name));
      }
      await checkKey({ disk, folder: options.folder, libraryKey: store.#key });
      await store.exams.load();
      for (const folder of ['incoming', 'trash'].map((name) => join(options.folder, name))) {
        leftovers.push(...(await disk.list(folder)).map((name) => join(folder, name)));
      }
    } catch (error) {
      throw diskFailure(error, 'opening the library');
    }
    store.#scanning = store.#tidy(leftovers).catch(() => undefined);
    return store;
  }

  /** Resolves when what a start does behind the scenes is done: leftovers removed, the cache counted. */
  settled(): Promise<void> {
    return this.#scanning;
  }

  /** Null where the item is not here, or was here and is damaged (then it is removed, and `onDamage` told). */
  async read(key: ItemKey): Promise<ArrayBuffer | null> {
    return key.kind === 'exam-item'
      ? this.#read(key)
      : this.#locks.run(this.#names.ofItem(key), () => this.#read(key));
  }

  /** Size of the sealed file; null where there is none. Does not look inside. */
  async sizeOf(key: ItemKey): Promise<number | null> {
    try {
      for (const { path } of this.exams.placesOf(key)) {
        const found = await this.#disk.stat(path);
        if (found) return found.bytes;
      }
      return null;
    } catch (error) {
      throw diskFailure(error, 'looking for a file');
    }
  }

  /** A writer for an item of an exam. `commitItem` or `writer.abort()` must follow. */
  writer(key: ItemKey): Promise<ItemWriter> {
    return ItemWriter.create({
      disk: this.#disk,
      libraryKey: this.#key,
      name: this.#names.ofItem(key),
      salt: randomBytes(32),
      temporaryPath: join(this.#folder, 'incoming', randomBytes(16).toString('hex')),
    });
  }

  /** Makes an item of an exam visible. For it to outlive a pulled plug, `flush` must follow. */
  async commitItem(key: ItemKey, writer: ItemWriter): Promise<void> {
    const [place] = this.exams.placesOf(key);
    if (!place) throw new AppFailure('internal', 'an item without a place');
    const bytes = await writer.commit(place.path, place.folder, false);
    if (place.cacheFolder) this.#cache.add(place.cacheFolder, this.#names.ofItem(key), bytes);
  }

  /** Resolves when an item that lies here would outlive a pulled plug. */
  async flush(key: ItemKey): Promise<void> {
    for (const { path } of this.exams.placesOf(key)) {
      await this.#durability.flush(path).catch((error: unknown) => {
        // Evicted or moved meanwhile: there is nothing left to flush under this path.
        if (!isMissing(error)) throw diskFailure(error, 'flushing a file');
      });
    }
  }

  /** A small item in one piece. Documents and keeps are on the disk when it resolves, if need be in the cache's stead. */
  async write(key: ItemKey, bytes: Uint8Array): Promise<void> {
    if (key.kind === 'exam-item') return this.#write(key, bytes);
    await this.#locks.run(this.#names.ofItem(key), async () => {
      try {
        await this.#write(key, bytes);
      } catch (error) {
        const full = error instanceof AppFailure && error.error.code === 'disk-full';
        if (!full || (await this.giveBack(ROOM_FOR_DOCUMENTS)) === 0) throw error;
        await this.#write(key, bytes);
      }
    });
  }

  async remove(key: ItemKey): Promise<void> {
    this.#cache.forget(this.#names.ofItem(key));
    for (const { path } of this.exams.placesOf(key)) {
      await this.#disk.unlink(path).catch((error: unknown) => {
        if (!isMissing(error)) throw diskFailure(error, 'removing a file');
      });
    }
  }

  /** The contents of all keeps that can be read. */
  async keeps(): Promise<ArrayBuffer[]> {
    const folder = join(this.#folder, 'keeps');
    const found: ArrayBuffer[] = [];
    for (const name of await this.#list(folder)) {
      const bytes = await unsealFile(this.#disk, join(folder, name), this.#key, name).catch(
        (error: unknown) => {
          if (error instanceof SealBroken) return null;
          throw diskFailure(error, 'reading a file');
        },
      );
      if (bytes) found.push(bytes);
    }
    return found;
  }

  setCacheLimit(bytes: number): Promise<void> {
    this.#cache.setLimit(bytes);
    return this.#cache.makeRoom(0).then(() => undefined);
  }

  get cacheBytes(): number {
    return this.#cache.bytes;
  }

  /** The disk is full: gives up cached exams. Returns how many bytes that gave back. */
  giveBack(bytes: number): Promise<number> {
    return this.#cache.giveBack(bytes);
  }

  /** Erases the library, key check and all. The store is not to be used afterwards. */
  async erase(): Promise<void> {
    await this.#scanning;
    await Store.eraseFolder(this.#folder, this.#disk);
  }

  static async eraseFolder(folder: string, disk: Disk = nodeDisk): Promise<void> {
    await disk.removeTree(folder).catch((error: unknown) => {
      throw diskFailure(error, 'erasing the library');
    });
  }

  async #write(key: ItemKey, bytes: Uint8Array): Promise<void> {
    const writer = await this.writer(key);
    await writer.push(bytes);
    if (key.kind === 'exam-item') {
      await this.commitItem(key, writer);
      return;
    }
    const [place] = this.exams.placesOf(key);
    if (place) await writer.commit(place.path, place.folder, true);
  }

  async #read(key: ItemKey): Promise<ArrayBuffer | null> {
    const name = this.#names.ofItem(key);
    for (const { path, cacheFolder } of this.exams.placesOf(key)) {
      try {
        const bytes = await unsealFile(this.#disk, path, this.#key, name);
        if (!bytes) continue;
        if (cacheFolder) this.#cache.used(name);
        return bytes;
      } catch (error) {
        if (!(error instanceof SealBroken)) throw diskFailure(error, 'reading a file');
        await this.#disk.unlink(path).catch(() => undefined);
        this.#cache.forget(name);
        this.#onDamage(key);
      }
    }
    return null;
  }

  async #list(folder: string): Promise<string[]> {
    return this.#disk.list(folder).catch((error: unknown) => {
      throw diskFailure(error, 'reading a folder');
    });
  }

  async #tidy(leftovers: readonly string[]): Promise<void> {
    for (const path of leftovers) await this.#disk.removeTree(path).catch(() => undefined);
    await this.#cache.scan();
  }
}
