import {
  close,
  closeSync,
  fdatasync,
  fstatSync,
  open,
  openSync,
  read,
  renameSync,
  writevSync,
} from 'node:fs';
import * as fs from 'node:fs/promises';
import { promisify } from 'node:util';
import { AppFailure } from '../../../src-shared/errors.ts';
import { AtOnce } from './at-once.ts';
import { Turns } from './turns.ts';

/** The part of the file system that the store stands on; tests put a failing one in its place. */
export interface Disk {
  open(path: string, flags: 'r' | 'r+'): Promise<DiskFile>;
  /** A new file. Fails where there is one already. */
  create(path: string): Promise<NewFile>;
  rename(from: string, to: string): Promise<void>;
  unlink(path: string): Promise<void>;
  removeTree(path: string): Promise<void>;
  makeFolder(path: string): Promise<void>;
  /** The names in a folder; none where there is no such folder. */
  list(path: string): Promise<string[]>;
  /** Null where there is no such file. */
  stat(path: string): Promise<{ bytes: number; modified: number } | null>;
  touch(path: string, instant: number): Promise<void>;
  /** Bytes that may still be written where `path` lies, and how many there are in all. */
  space(path: string): Promise<{ free: number; total: number }>;
  /** Makes the names in a folder durable, where the platform can do that. */
  syncFolder(path: string): Promise<void>;
}
export interface DiskFile {
  size(): number;
  /** Fills the buffer from `position`; returns how much there was. */
  read(into: Uint8Array, position: number): Promise<number>;
  sync(): Promise<void>;
  close(): void;
}

/**
 * A file that grows. It is written at once, into the system's memory, while the bytes are still in the processor's: a way to
 * another thread and back costs as much as the writing. Flushing, which takes a disk's time, is waited for.
 */
export interface NewFile {
  write(pieces: readonly Uint8Array[]): void;
  sync(): Promise<void>;
  close(): Promise<void>;
}

const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;

export const isMissing = (error: unknown): boolean => ['ENOENT', 'ENOTDIR'].includes(codeOf(error) ?? '');

/** The disk itself cannot give it: a bad sector, and its like. */
export const isUnreadable = (error: unknown): boolean => codeOf(error) === 'EIO';

/** Any failure of the disk as a coded one; the message carries the system's code and no path. */
export function diskFailure(error: unknown, doing: string): AppFailure {
  if (error instanceof AppFailure) return error;
  const code = codeOf(error) ?? 'unknown';
  const full = code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG';
  return new AppFailure(full ? 'disk-full' : 'disk-error', `${doing}: ${code}`);
}

const opened = promisify<string, string, number, number>(open);
const closed = promisify(close);
const flushed = promisify(fdatasync);
const filled = promisify(read);

/** A journal commits those that come together in one go; more would take the threads that reads need (fork.ts). */
const flushes = new Turns(4);

/** For making, naming and closing a file. */
const atOnce = new AtOnce();

class NodeFile implements DiskFile {
  readonly #fd: number;

  constructor(fd: number) {
    this.#fd = fd;
  }

  size(): number {
    return fstatSync(this.#fd).size;
  }

  async read(into: Uint8Array, position: number): Promise<number> {
    let done = 0;
    while (done < into.byteLength) {
      const { bytesRead } = await filled(this.#fd, into, done, into.byteLength - done, position + done);
      if (bytesRead === 0) break;
      done += bytesRead;
    }
    return done;
  }

  sync(): Promise<void> {
    return flushes.run(() => flushed(this.#fd));
  }

  close(): void {
    closeSync(this.#fd);
  }
}

class NewNodeFile implements NewFile {
  readonly #fd: number;

  constructor(fd: number) {
    this.#fd = fd;
  }

  write(pieces: readonly Uint8Array[]): void {
    let waiting = pieces.filter((piece) => piece.byteLength > 0);
    while (waiting.length > 0) {
      let written = writevSync(this.#fd, waiting);
      // A disk that fills up takes a part first and says so only the next time.
      waiting = waiting.flatMap((piece) => {
        const part = Math.min(written, piece.byteLength);
        written -= part;
        return part === piece.byteLength ? [] : [piece.subarray(part)];
      });
    }
  }

  sync(): Promise<void> {
    return flushes.run(() => flushed(this.#fd));
  }

  close(): Promise<void> {
    return atOnce.run(
      () => closeSync(this.#fd),
      () => closed(this.#fd),
    );
  }
}

export const nodeDisk: Disk = {
  open: async (path, flags) => new NodeFile(await opened(path, flags, 0o600)),
  create: async (path) =>
    new NewNodeFile(
      await atOnce.run(
        () => openSync(path, 'wx', 0o600),
        () => opened(path, 'wx', 0o600),
      ),
    ),
  rename: (from, to) =>
    atOnce.run(
      () => renameSync(from, to),
      () => fs.rename(from, to),
    ),
  unlink: (path) => fs.unlink(path),
  removeTree: (path) => fs.rm(path, { recursive: true, force: true, maxRetries: 3 }),
  async makeFolder(path) {
    await fs.mkdir(path, { recursive: true, mode: 0o700 });
  },
  async list(path) {
    try {
      return await fs.readdir(path);
    } catch (error) {
      if (isMissing(error)) return [];
      throw error;
    }
  },
  async stat(path) {
    try {
      const { size, mtimeMs } = await fs.stat(path);
      return { bytes: size, modified: mtimeMs };
    } catch (error) {
      if (isMissing(error)) return null;
      throw error;
    }
  },
  touch: (path, instant) => fs.utimes(path, instant / 1000, instant / 1000),
  async space(path) {
    const { bavail, blocks, bsize } = await fs.statfs(path);
    return { free: bavail * bsize, total: blocks * bsize };
  },
  async syncFolder(path) {
    // Windows cannot flush a folder, and needs not: NTFS journals names.
    if (process.platform === 'win32') return;
    const handle = await fs.open(path, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  },
};
