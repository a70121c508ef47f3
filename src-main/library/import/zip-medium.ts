import { open, type FileHandle } from 'node:fs/promises';
import { basename } from 'node:path';
import {
  configure,
  ERR_ENCRYPTED,
  ERR_INVALID_PASSWORD,
  Reader,
  ZipReader,
  type FileEntry,
} from '@zip.js/zip.js/lib/zip-core-native.js';
import { AppFailure } from '../../../src-shared/errors.ts';
import { FileRefused, type Medium, type MediumFile } from './medium.ts';

configure({ useWebWorkers: false });

/** An exam has thousands of files; an archive that claims more is after something else. */
const MOST_ENTRIES = 200_000;
const MOST_BYTES = 200 * 2 ** 30;
/** Deflate cannot swell by more than 1,032; medical images hardly by 100. Small files may: they are padded with zeros. */
const MOST_RATIO = 250;
const SMALL_BYTES = 16 * 2 ** 20;

class HandleReader extends Reader<FileHandle> {
  readonly #handle: FileHandle;

  constructor(handle: FileHandle, size: number) {
    super(handle);
    this.#handle = handle;
    this.size = size;
  }

  override async readUint8Array(index: number, length: number): Promise<Uint8Array> {
    const wanted = Math.max(0, Math.min(length, this.size - index));
    const buffer = new Uint8Array(wanted);
    let filled = 0;
    while (filled < wanted) {
      const { bytesRead } = await this.#handle.read(buffer, filled, wanted - filled, index + filled);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    return buffer.subarray(0, filled);
  }
}

const codeOf = (error: unknown): string => (error instanceof Error ? error.message : '');

class ZipFile implements MediumFile {
  readonly path: string;
  readonly size: number;
  readonly localPath = null;
  readonly #entry: FileEntry;
  readonly #password: string | null;

  constructor(entry: FileEntry, password: string | null) {
    this.path = entry.filename.replaceAll('\\', '/');
    this.size = entry.uncompressedSize;
    this.#entry = entry;
    this.#password = password;
  }

  async beginning(length: number): Promise<Uint8Array> {
    const parts: Uint8Array[] = [];
    let filled = 0;
    for await (const piece of this.#pieces()) {
      parts.push(piece);
      filled += piece.byteLength;
      if (filled >= length) break;
    }
    return Buffer.concat(parts).subarray(0, length);
  }

  async *stream(scratch: Uint8Array): AsyncGenerator<Uint8Array> {
    if (this.size > scratch.byteLength) {
      yield* this.#pieces();
      return;
    }
    let filled = 0;
    for await (const piece of this.#pieces()) {
      scratch.set(piece, filled);
      filled += piece.byteLength;
    }
    if (filled > 0) yield scratch.subarray(0, filled);
  }

  async *#pieces(): AsyncGenerator<Uint8Array> {
    const entry = this.#entry;
    if (isUnsafe(entry)) throw new FileRefused('unsafe');
    const abort = new AbortController();
    let pipe: TransformStreamDefaultController<Uint8Array> | undefined;
    const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>({
      start: (controller) => void (pipe = controller),
    });
    const unpacked = entry.getData(writable, {
      signal: abort.signal,
      // Stored wrong in some archives that other programs read; AES carries its own proof.
      checkSignature: true,
      checkOverlappingEntry: true,
      ...(this.#password !== null && { password: this.#password }),
    });
    // What fails before its first byte closes no stream: whoever reads would wait for ever.
    unpacked.catch((error: unknown) => pipe?.error(error));
    let bytes = 0;
    try {
      for await (const piece of readable) {
        bytes += piece.byteLength;
        // The directory of the archive lied about its size: what comes may never end.
        if (bytes > this.size) throw new FileRefused('unsafe');
        yield piece;
      }
      await unpacked;
    } catch (error) {
      if (error instanceof FileRefused || error instanceof AppFailure) throw error;
      throw new FileRefused(/overlap/i.test(codeOf(error)) ? 'unsafe' : 'read-error');
    } finally {
      abort.abort();
    }
    if (bytes !== this.size) throw new FileRefused('cut-short');
  }
}

/** Names that lead out of the archive, and contents that swell beyond reason. */
function isUnsafe({ filename, compressedSize, uncompressedSize }: FileEntry): boolean {
  const name = filename.replaceAll('\\', '/');
  const leadsOut = name.startsWith('/') || /^[a-z]:/i.test(name) || name.split('/').includes('..');
  const swells = uncompressedSize > SMALL_BYTES && uncompressedSize > compressedSize * MOST_RATIO;
  return leadsOut || swells;
}

/**
 * A ZIP archive. Fails with `archive-damaged`, `archive-unsafe`, `passphrase-needed`, `passphrase-wrong`. Nothing of it
 * is ever written under a name of its own.
 */
export async function openZip(path: string, password: string | null): Promise<Medium> {
  const handle = await open(path, 'r').catch(() => {
    throw new AppFailure('medium-unreadable', 'the archive cannot be opened');
  });
  const reader = new ZipReader(new HandleReader(handle, (await handle.stat()).size), {
    filenameValidation: 'tolerant',
  });
  try {
    const files: ZipFile[] = [];
    let bytes = 0;
    let locked: FileEntry | null = null;
    for await (const entry of reader.getEntriesGenerator()) {
      if (entry.directory) continue;
      bytes += entry.uncompressedSize;
      if (files.length >= MOST_ENTRIES || bytes > MOST_BYTES)
        throw new AppFailure('archive-unsafe', 'more in it than any exam has');
      if (entry.encrypted) locked ??= entry;
      files.push(new ZipFile(entry, password));
    }
    if (locked) await checkPassword(locked, password);
    return {
      name: basename(path),
      async *files() {
        for (const file of files) {
          yield file;
          await Promise.resolve();
        }
      },
      async close() {
        await reader.close().catch(() => undefined);
        await handle.close().catch(() => undefined);
      },
    };
  } catch (error) {
    await handle.close().catch(() => undefined);
    if (error instanceof AppFailure) throw error;
    throw new AppFailure('archive-damaged', 'the archive cannot be read');
  }
}

async function checkPassword(entry: FileEntry, password: string | null): Promise<void> {
  if (password === null) throw new AppFailure('passphrase-needed', 'the archive is encrypted');
  try {
    await entry.getData(new WritableStream<Uint8Array>(), { password, checkPasswordOnly: true });
  } catch (error) {
    const code = codeOf(error);
    if (code === ERR_INVALID_PASSWORD || code === ERR_ENCRYPTED)
      throw new AppFailure('passphrase-wrong', 'the passphrase does not open it');
    throw error;
  }
}
