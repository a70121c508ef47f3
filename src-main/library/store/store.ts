import { join } from 'node:path';
import { AppFailure } from '../../../src-shared/errors.ts';
import { CacheIndex, sizesIn } from './cache-index.ts';
import { diskFailure, isMissing, nodeDisk, type Disk } from './disk.ts';
import { Durability } from './durability.ts';
import { ExamFolders } from './exam-folders.ts';
import { Gate } from './gate.ts';
import type { ItemWriter } from './item-writer.ts';
import { KeepFiles, type FoundKeeps } from './keep-files.ts';
import { KeyedLock } from './keyed-lock.ts';
import { checkKey } from './key-check.ts';
import { Lying } from './lying.ts';
import { Names, type ItemKey } from './names.ts';
import { Partials } from './partials.ts';
import { Reader } from './reader.ts';
import { spaceOn, type Space } from './space.ts';
import { makeFolders, markClosed, markInUse, thrownAway, type Found } from './start.ts';
import { Writers } from './writers.ts';

export interface StoreOptions {
  readonly folder: string;
  /** 32 bytes. */
  readonly libraryKey: Uint8Array;
  readonly cacheLimit: number;
  readonly disk?: Disk;
  readonly now?: () => number;
  /** A file that cannot be read any more was found, and removed. */
  readonly onDamage?: (key: ItemKey) => void;
  /** Before such a file is removed; where this rejects, it stays. */
  readonly beforeRemoval?: (key: ItemKey) => Promise<void>;
  /** Whether what is lost here can be had again elsewhere; else what a bad disk gives no more stays, for another try. */
  readonly isReplaceable?: boolean;
}

const SIZES: ItemKey = { kind: 'document', item: ':cache-sizes' };
const KEEPS: ItemKey = { kind: 'document', item: ':keeps' };
const ROOM_FOR_DOCUMENTS = 64 * 2 ** 20;

/**
 * The encrypted store: one sealed file an item (docs/decisions/0004-the-librarys-store.md).
 *
 *     key-check                 opens with the right key
 *     in-use                    empty; lies there while the library is open
 *     incoming/, trash/         on the way in, on the way out; emptied at every start
 *     documents/, keeps/        small, written durably
 *     copies/                   of keeps
 *     kept/EXAM/, cache/EXAM/   instances, reports, descriptions; pinned, or evicted when space is short
 *
 * Every method rejects with `AppFailure` (`disk-full`, `disk-error`). No file is ever seen half written.
 */
export class Store {
  readonly #folder: string;
  readonly #key: Uint8Array;
  readonly #disk: Disk;
  readonly #now: () => number;
  readonly #names: Names;
  readonly #cache: CacheIndex;
  /** Pins and unpins exams, and removes them. */
  readonly exams: ExamFolders;
  readonly #durability: Durability;
  readonly #partials: Partials;
  readonly #locks = new KeyedLock();
  readonly #keeps: KeepFiles;
  readonly #reader: Reader;
  /** Begins what comes in. */
  readonly writers: Writers;
  readonly #lying: Lying;
  /** Writing ends before the folder is erased: a file on its way would make a folder for itself. */
  readonly #writing = new Gate();
  #scanning: Promise<void> = Promise.resolve();
  #found: Found = { interrupted: false, unfinished: 0, continued: 0, damaged: 0 };

  private constructor(options: StoreOptions) {
    this.#folder = options.folder;
    this.#key = Uint8Array.from(options.libraryKey);
    this.#disk = options.disk ?? nodeDisk;
    this.#now = options.now ?? Date.now;
    const isReplaceable = options.isReplaceable ?? false;
    this.#names = new Names(this.#key);
    this.#cache = new CacheIndex(this.#disk, this.#folder, options.cacheLimit, this.#now);
    this.#durability = new Durability(this.#disk);
    this.#lying = new Lying(this.#disk);
    this.#keeps = new KeepFiles({
      disk: this.#disk,
      root: this.#folder,
      libraryKey: this.#key,
      isReplaceable,
    });
    this.#partials = new Partials(this.#disk, join(this.#folder, 'incoming'));
    this.exams = new ExamFolders({
      disk: this.#disk,
      root: this.#folder,
      names: this.#names,
      cache: this.#cache,
      partials: this.#partials,
    });
    this.#reader = new Reader({
      disk: this.#disk,
      libraryKey: this.#key,
      names: this.#names,
      exams: this.exams,
      cache: this.#cache,
      isReplaceable,
      beforeRemoval: options.beforeRemoval ?? (() => Promise.resolve()),
      onDamage: options.onDamage ?? (() => undefined),
    });
    this.writers = new Writers({
      disk: this.#disk,
      libraryKey: this.#key,
      names: this.#names,
      partials: this.#partials,
      now: this.#now,
    });
  }

  /** Fails with `library-unreadable` where `libraryKey` is not the one that the folder was made with. */
  static async open(options: StoreOptions): Promise<Store> {
    const store = new Store(options);
    const disk = store.#disk;
    const leftovers: string[] = [];
    try {
      await makeFolders(disk, options.folder);
      await checkKey({ disk, folder: options.folder, libraryKey: store.#key });
      await store.exams.load();
      leftovers.push(...(await store.#partials.load(store.#now())));
      leftovers.push(...(await thrownAway(disk, options.folder)));
    } catch (error) {
      throw diskFailure(error, 'opening the library');
    }
    store.#found = {
      interrupted: await markInUse(disk, options.folder),
      unfinished: leftovers.length,
      continued: store.#partials.count,
      damaged: 0,
    };
    store.#scanning = store.#tidy(leftovers).catch(() => undefined);
    return store;
  }

  /** What this start found lying about, and what turned out to be damaged since. */
  get found(): Found {
    return { ...this.#found, damaged: this.#found.damaged + this.#reader.damaged };
  }

  /** Resolves when what a start does behind the scenes is done: leftovers removed, the cache counted. */
  settled(): Promise<void> {
    return this.#scanning;
  }

  /** Null where the item is not here, or was here and is damaged (then it is removed, and `onDamage` told). */
  async read(key: ItemKey): Promise<ArrayBuffer | null> {
    return key.kind === 'exam-item'
      ? this.#reader.read(key)
      : this.#locks.run(this.#names.ofItem(key), () => this.#reader.read(key));
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

  /** Which items of a pinned exam lie here: one look at its folder for all of them, and whatever comes from then on. */
  async lying(examId: string): Promise<(key: ItemKey) => boolean> {
    const lies = await this.#lying.in(this.exams.pinnedFolder(examId));
    return (key) => lies(this.#names.ofItem(key));
  }

  /**
   * Makes an item of an exam visible, and answers its size. For it to outlive a pulled plug, `flush` must follow; flushed
   * already, it costs the disk two ways less.
   */
  commitItem(key: ItemKey, writer: ItemWriter, isFlushed = false): Promise<number> {
    return this.#writing.run(() => this.#commit(key, writer, isFlushed));
  }

  async #commit(key: ItemKey, writer: ItemWriter, isFlushed: boolean): Promise<number> {
    const [place] = this.exams.placesOf(key);
    if (!place) throw new AppFailure('internal', 'an item without a place');
    // An instance is written once; a description takes the place of an older one.
    const isAnew = place.cacheFolder && key.kind === 'exam-item' && !key.item.startsWith('instance/');
    const before = isAnew ? await this.#disk.stat(place.path).catch(() => null) : null;
    this.#durability.written(place.path);
    const bytes = await writer.commit(place.path, place.folder, isFlushed ? 'contents' : 'none');
    if (isFlushed) this.#durability.flushed(place.path);
    this.#lying.came(place.folder, this.#names.ofItem(key));
    if (place.cacheFolder) this.#cache.add(place.cacheFolder, bytes - (before?.bytes ?? 0));
    return bytes;
  }

  /** Resolves when an item that lies here would outlive a pulled plug. */
  async flush(key: ItemKey): Promise<void> {
    for (const { path } of this.exams.placesOf(key)) {
      await this.#durability.flush(path).catch(async (error: unknown) => {
        // Evicted or moved meanwhile: there is nothing left to flush under this path.
        if (isMissing(error)) return;
        // Asked once more, a system would say yes: it has let go of what the disk did not take.
        await this.#reader.removeBad(key, path).catch(() => undefined);
        throw diskFailure(error, 'flushing a file');
      });
    }
  }

  /** A small item in one piece. Documents and keeps are on the disk when it resolves, if need be in the cache's stead. */
  write(key: ItemKey, bytes: Uint8Array): Promise<void> {
    return this.#writing.run(async () => {
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
    });
  }

  async remove(key: ItemKey): Promise<void> {
    if (key.kind === 'keep') await this.#keeps.removing(this.#names.ofItem(key));
    for (const { path, cacheFolder } of this.exams.placesOf(key)) {
      await this.#disk.unlink(path).catch((error: unknown) => {
        if (!isMissing(error)) throw diskFailure(error, 'removing a file');
      });
      if (cacheFolder) await this.#cache.recount(cacheFolder).catch(() => undefined);
    }
  }

  /** The contents of all keeps that can be read. They are small, many, and wanted at every start. */
  async keeps(): Promise<FoundKeeps> {
    const found = await this.#keeps.load(await this.#reader.read(KEEPS).catch(() => null));
    this.#found = { ...this.#found, damaged: this.#found.damaged + found.damaged };
    return found;
  }

  setCacheLimit(bytes: number): Promise<void> {
    this.#cache.setLimit(bytes);
    return this.#cache.makeRoom(0).then(() => undefined);
  }

  get cacheBytes(): number {
    return this.#cache.bytes;
  }

  get cacheLimit(): number {
    return this.#cache.limit;
  }

  space(): Promise<Space> {
    return spaceOn(this.#disk, this.#folder);
  }

  /** The disk is full: gives up cached exams. Returns how many bytes that gave back. */
  giveBack(bytes: number): Promise<number> {
    return this.#cache.giveBack(bytes);
  }

  /** Writes down what the next start would otherwise have to count. Without it nothing is wrong, only slower. */
  async close(): Promise<void> {
    await this.#scanning;
    try {
      await this.write(SIZES, Buffer.from(JSON.stringify(await this.#cache.sizes()), 'utf8'));
      const keeps = await this.#keeps.snapshot();
      if (keeps) await this.write(KEEPS, keeps);
    } catch {
      // A full disk keeps nobody from going.
    }
    await markClosed(this.#disk, this.#folder);
  }

  /** Erases the library, key check and all. The store is not to be used afterwards. */
  async erase(): Promise<void> {
    await this.#writing.close();
    await this.#scanning;
    await Store.eraseFolder(this.#folder, this.#disk);
  }

  static async eraseFolder(folder: string, disk: Disk = nodeDisk): Promise<void> {
    await disk.removeTree(folder).catch((error: unknown) => {
      throw diskFailure(error, 'erasing the library');
    });
  }

  async #write(key: ItemKey, bytes: Uint8Array): Promise<void> {
    const writer = this.writers.begin(key, { bytes: bytes.byteLength });
    try {
      await writer.push(bytes);
    } catch (error) {
      await writer.abort();
      throw error;
    }
    if (key.kind === 'exam-item') {
      await this.#commit(key, writer, false);
      return;
    }
    const [place] = this.exams.placesOf(key);
    if (place) await writer.commit(place.path, place.folder, 'all');
    if (key.kind === 'keep') await this.#keeps.written(this.#names.ofItem(key), bytes);
  }

  async #tidy(leftovers: readonly string[]): Promise<void> {
    for (const path of leftovers) await this.#disk.removeTree(path).catch(() => undefined);
    const known = await this.#reader.read(SIZES).catch(() => null);
    await this.#cache.scan(known ? sizesIn(known) : {});
  }
}
