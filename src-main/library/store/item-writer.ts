import type { AppFailure } from '../../../src-shared/errors.ts';
import type { Disk, NewFile } from './disk.ts';
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

/** Sealed and written at a time: what the cipher wrote is still in the processor's own memory when it is written. */
const PART_BYTES = 128 * 1024;
/** What may come while its file is being made. */
const MOST_WAITING = 2 ** 20;

/** What of a file is sure to be on the disk when it lies in its place: nothing yet, its contents, or its name there too. */
export type Surety = 'none' | 'contents' | 'all';

/** Writes one sealed file. It exists for readers from `commit` on, whole, or never. Fails with `disk-full`, `disk-error`. */
export class ItemWriter {
  readonly #options: WriterOptions;
  readonly #sealer: Sealer;
  #file: NewFile | null = null;
  #making: Promise<void> | null = null;
  #failure: AppFailure | null = null;
  #bytes = 0;
  #waiting: Uint8Array[];
  #waitingBytes = 0;

  constructor(options: WriterOptions) {
    this.#options = options;
    this.#sealer = new Sealer(options.libraryKey, options.name, options.salt, options.bytes ?? null);
    this.#waiting = [this.#sealer.header];
  }

  /** Nothing of the piece is kept. Where it fails, `abort` must follow. */
  async push(piece: Uint8Array): Promise<void> {
    for (let at = 0; at < piece.byteLength; at += PART_BYTES)
      this.#put(this.#sealer.push(piece.subarray(at, at + PART_BYTES)));
    if (this.#waitingBytes > MOST_WAITING) await this.#making;
    if (this.#failure) throw this.#failure;
  }

  /** Moves the whole file to its place. Returns its size there. */
  async commit(path: string, folder: string, surety: Surety): Promise<number> {
    const { disk, temporaryPath } = this.#options;
    this.#put(this.#sealer.end());
    try {
      await this.#making;
      if (this.#failure) throw this.#failure;
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
    await this.#close().catch(() => undefined);
    return this.#options.temporaryPath;
  }

  /** Never fails: what it cannot remove, the next start does. */
  async abort(): Promise<void> {
    await this.#close().catch(() => undefined);
    await this.#options.disk.unlink(this.#options.temporaryPath).catch(() => undefined);
  }

  #put(sealed: readonly Uint8Array[]): void {
    if (sealed.length === 0) return;
    for (const piece of sealed) {
      this.#waiting.push(piece);
      this.#waitingBytes += piece.byteLength;
    }
    this.#making ??= this.#make();
    if (this.#file) this.#write(this.#file);
  }

  /** Beside what comes: a journal that is being written holds up whoever makes a file. */
  async #make(): Promise<void> {
    const { disk, temporaryPath } = this.#options;
    try {
      this.#file = await disk.create(temporaryPath);
      this.#write(this.#file);
    } catch (error) {
      this.#failure = diskFailure(error, 'making a file');
    }
  }

  #write(file: NewFile): void {
    const pieces = this.#waiting;
    [this.#waiting, this.#waitingBytes] = [[], 0];
    if (this.#failure) return;
    try {
      file.write(pieces);
    } catch (error) {
      this.#failure = diskFailure(error, 'writing a file');
      return;
    }
    for (const piece of pieces) {
      this.#bytes += piece.byteLength;
      giveBack(piece);
    }
  }

  async #close(): Promise<void> {
    await this.#making;
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
