import type { Disk, DiskFile } from './disk.ts';
import { diskFailure, isMissing } from './disk.ts';
import { Sealer } from './sealed-file.ts';

export interface WriterOptions {
  readonly disk: Disk;
  readonly libraryKey: Uint8Array;
  /** The name under which the file will lie: it is part of the seal. */
  readonly name: string;
  readonly salt: Uint8Array;
  /** Where the file grows, out of everybody's sight, until it is whole. */
  readonly temporaryPath: string;
}

/** Writes one sealed file. It exists for readers from `commit` on, whole, or never. Fails with `disk-full`, `disk-error`. */
export class ItemWriter {
  readonly #options: WriterOptions;
  readonly #file: DiskFile;
  readonly #sealer: Sealer;
  #bytes = 0;
  #open = true;

  private constructor(options: WriterOptions, file: DiskFile) {
    this.#options = options;
    this.#file = file;
    this.#sealer = new Sealer(options.libraryKey, options.name, options.salt);
  }

  static async create(options: WriterOptions): Promise<ItemWriter> {
    const file = await options.disk.open(options.temporaryPath, 'wx').catch((error: unknown) => {
      throw diskFailure(error, 'creating a file');
    });
    return new ItemWriter(options, file);
  }

  /** The piece must not be changed afterwards. */
  async push(piece: Uint8Array): Promise<void> {
    const sealed = this.#sealer.push(piece);
    if (sealed.length > 0) await this.#write(sealed);
  }

  /** Moves the whole file to its place; `durably`: not before every byte of it is on the disk. Returns its size there. */
  async commit(path: string, folder: string, durably: boolean): Promise<number> {
    const { disk, temporaryPath } = this.#options;
    await this.#write(this.#sealer.end());
    try {
      if (durably) await this.#file.sync();
      await this.#close();
      await disk.rename(temporaryPath, path).catch(async (error: unknown) => {
        if (!isMissing(error)) throw error;
        await disk.makeFolder(folder);
        await disk.rename(temporaryPath, path);
      });
      if (durably) await disk.syncFolder(folder);
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

  async #write(pieces: readonly Uint8Array[]): Promise<void> {
    const all = this.#bytes === 0 ? [this.#sealer.header, ...pieces] : pieces;
    try {
      await this.#file.write(all);
    } catch (error) {
      await this.abort();
      throw diskFailure(error, 'writing a file');
    }
    for (const piece of all) this.#bytes += piece.byteLength;
  }

  async #close(): Promise<void> {
    if (!this.#open) return;
    this.#open = false;
    await this.#file.close();
  }
}
