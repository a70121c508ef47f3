import type { Disk, DiskFile } from './disk.ts';
import { diskFailure, isMissing } from './disk.ts';
import { Sealer } from './sealed-file.ts';

export interface WriterOptions {
  readonly disk: Disk;
  readonly libraryKey: Uint8Array;
  /** The name under which the file will lie: it is part of the seal. */
  readonly name: string;
  readonly salt: Uint8Array;
  /** How long the item is, where that is known. */
  readonly bytes?: number | null;
  /** Where the file grows, out of everybody's sight, until it is whole. */
  readonly temporaryPath: string;
}

/** Written in one go: each way to the disk and back costs as much as a good part of this. */
const WRITTEN_TOGETHER = 2 ** 20;

/** What of a file is sure to be on the disk when it lies in its place: nothing yet, its contents, or its name there too. */
export type Surety = 'none' | 'contents' | 'all';

/** Writes one sealed file. It exists for readers from `commit` on, whole, or never. Fails with `disk-full`, `disk-error`. */
export class ItemWriter {
  readonly #options: WriterOptions;
  readonly #sealer: Sealer;
  /** None while all of it is still in memory: most items are then written in one go. */
  #file: DiskFile | null = null;
  #bytes = 0;
  #waiting: Uint8Array[] = [];
  #waitingBytes = 0;

  constructor(options: WriterOptions) {
    this.#options = options;
    this.#sealer = new Sealer(options.libraryKey, options.name, options.salt, options.bytes ?? null);
    this.#put([this.#sealer.header]);
  }

  /** Nothing of the piece is kept. */
  async push(piece: Uint8Array): Promise<void> {
    this.#put(this.#sealer.push(piece));
    if (this.#waitingBytes >= WRITTEN_TOGETHER) await this.#write();
  }

  /** Moves the whole file to its place. Returns its size there. */
  async commit(path: string, folder: string, surety: Surety): Promise<number> {
    const { disk, temporaryPath } = this.#options;
    this.#put(this.#sealer.end());
    await this.#write();
    try {
      if (surety !== 'none') await this.#file?.sync();
      await this.#close();
      await disk.rename(temporaryPath, path).catch(async (error: unknown) => {
        if (!isMissing(error)) throw error;
        await disk.makeFolder(folder);
        await disk.rename(temporaryPath, path);
      });
      if (surety === 'all') await disk.syncFolder(folder);
    } catch (error) {
      await this.abort();
      throw diskFailure(error, 'completing a file');
    }
    return this.#bytes;
  }

  /** Leaves what is written where it is, for somebody to continue it. Answers where that is. */
  async suspend(): Promise<string> {
    await this.#write().catch(() => undefined);
    await this.#close().catch(() => undefined);
    return this.#options.temporaryPath;
  }

  /** Never fails: what it cannot remove, the next start does. */
  async abort(): Promise<void> {
    await this.#close().catch(() => undefined);
    await this.#options.disk.unlink(this.#options.temporaryPath).catch(() => undefined);
  }

  #put(sealed: readonly Uint8Array[]): void {
    for (const piece of sealed) {
      this.#waiting.push(piece);
      this.#waitingBytes += piece.byteLength;
    }
  }

  async #write(): Promise<void> {
    const { disk, temporaryPath } = this.#options;
    const pieces = this.#waiting;
    this.#bytes += this.#waitingBytes;
    [this.#waiting, this.#waitingBytes] = [[], 0];
    try {
      this.#file ??= await disk.open(temporaryPath, 'wx');
      await this.#file.write(pieces);
      for (const piece of pieces) giveBack(piece);
    } catch (error) {
      await this.abort();
      throw diskFailure(error, 'writing a file');
    }
  }

  async #close(): Promise<void> {
    const file = this.#file;
    this.#file = null;
    await file?.close();
  }
}

/** Below this it lies in a page or two. */
const WORTH_GIVING_BACK = 16 * 1024;

/**
 * Memory that a cipher wrote into, given back now and not when the garbage collector comes by: the next piece then lies in the
 * same pages, and pages that were never touched cost as much as the cipher.
 */
function giveBack({ buffer, byteLength }: Uint8Array): void {
  if (byteLength >= WORTH_GIVING_BACK && byteLength === buffer.byteLength && buffer instanceof ArrayBuffer)
    buffer.transfer(0);
}
