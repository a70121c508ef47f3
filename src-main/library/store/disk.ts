import * as fs from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { AppFailure } from '../../../src-shared/errors.ts';

/** The part of the file system that the store stands on; tests put a failing one in its place. */
export interface Disk {
  open(path: string, flags: 'r' | 'r+' | 'wx'): Promise<DiskFile>;
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
  size(): Promise<number>;
  /** Fills the buffer from `position`; returns how much there was. */
  read(into: Uint8Array, position: number): Promise<number>;
  write(pieces: readonly Uint8Array[]): Promise<void>;
  sync(): Promise<void>;
  close(): Promise<void>;
}

const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;

export const isMissing = (error: unknown): boolean => ['ENOENT', 'ENOTDIR'].includes(codeOf(error) ?? '');

/** Any failure of the disk as a coded one; the message carries the system's code and no path. */
export function diskFailure(error: unknown, doing: string): AppFailure {
  if (error instanceof AppFailure) return error;
  const code = codeOf(error) ?? 'unknown';
  const full = code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG';
  return new AppFailure(full ? 'disk-full' : 'disk-error', `${doing}: ${code}`);
}

class NodeFile implements DiskFile {
  readonly #handle: FileHandle;

  constructor(handle: FileHandle) {
    this.#handle = handle;
  }

  async size(): Promise<number> {
    return (await this.#handle.stat()).size;
  }

  async read(into: Uint8Array, position: number): Promise<number> {
    let done = 0;
    while (done < into.byteLength) {
      const { bytesRead } = await this.#handle.read(into, done, into.byteLength - done, position + done);
      if (bytesRead === 0) break;
      done += bytesRead;
    }
    return done;
  }

  async write(pieces: readonly Uint8Array[]): Promise<void> {
    let waiting = pieces.filter((piece) => piece.byteLength > 0);
    while (waiting.length > 0) {
      let { bytesWritten } = await this.#handle.writev(waiting);
      // A disk that fills up takes a part first and says so only the next time.
      waiting = waiting.flatMap((piece) => {
        const written = Math.min(bytesWritten, piece.byteLength);
        bytesWritten -= written;
        return written === piece.byteLength ? [] : [piece.subarray(written)];
      });
    }
  }

  sync(): Promise<void> {
    return this.#handle.datasync();
  }

  close(): Promise<void> {
    return this.#handle.close();
  }
}

export const nodeDisk: Disk = {
  open: async (path, flags) => new NodeFile(await fs.open(path, flags, 0o600)),
  rename: (from, to) => fs.rename(from, to),
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
