import { closeSync, open as openFile, read as readFile } from 'node:fs';
import { opendir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { FileRefused, type Medium, type MediumFile } from './medium.ts';

/** No disc nests deeper; a loop of links would. */
const MOST_DEPTH = 24;
const PIECE_BYTES = 2 ** 20;
const LOOKS_AT_ONCE = 32;

// Not by handles, which cost more than the ways to the disk that they stand for.
const open = promisify(openFile);
const read = promisify(readFile);

class FolderFile implements MediumFile {
  readonly path: string;
  readonly size: number;
  readonly localPath: string;

  constructor(at: string, path: string, size: number) {
    this.localPath = at;
    this.path = path;
    this.size = size;
  }

  async beginning(length: number): Promise<Uint8Array> {
    for await (const piece of this.#read(new Uint8Array(Math.min(length, this.size)), 1)) return piece;
    return new Uint8Array(0);
  }

  stream(scratch: Uint8Array): AsyncIterable<Uint8Array> {
    if (this.size <= scratch.byteLength) return this.#read(scratch.subarray(0, this.size), 1);
    return this.#read(null, Math.ceil(this.size / PIECE_BYTES));
  }

  async *#read(into: Uint8Array | null, pieces: number): AsyncGenerator<Uint8Array> {
    const file = await open(this.localPath, 'r').catch(refuse);
    try {
      for (let piece = 0, at = 0; piece < pieces; piece += 1) {
        const part = into ?? Buffer.allocUnsafeSlow(Math.min(PIECE_BYTES, this.size - at));
        let filled = 0;
        while (filled < part.byteLength) {
          const missing = part.byteLength - filled;
          const { bytesRead } = await read(file, part, filled, missing, at + filled).catch(refuse);
          // It was longer a moment ago.
          if (bytesRead === 0) throw new FileRefused('read-error');
          filled += bytesRead;
        }
        at += filled;
        yield part;
      }
    } finally {
      closeSync(file);
    }
  }
}

const refuse = (): never => {
  throw new FileRefused('read-error');
};

async function* walk(folder: string, path: string, depth: number): AsyncGenerator<MediumFile> {
  if (depth > MOST_DEPTH) return;
  const entries: { name: string; isFolder: boolean }[] = [];
  try {
    for await (const entry of await opendir(folder)) {
      // Links are not followed: a folder from a stranger could lead anywhere.
      if (entry.isFile() || entry.isDirectory())
        entries.push({ name: entry.name, isFolder: entry.isDirectory() });
    }
  } catch {
    // A folder that cannot be opened (a scratch, no right to it) hides nothing of the others.
    return;
  }
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (let first = 0; first < entries.length; first += LOOKS_AT_ONCE) {
    const some = entries.slice(first, first + LOOKS_AT_ONCE).map(({ name, isFolder }) => {
      const at = join(folder, name);
      return { name, at, isFolder, found: isFolder ? null : stat(at).catch(() => null) };
    });
    for (const { name, at, isFolder, found } of some) {
      const named = path === '' ? name : `${path}/${name}`;
      if (isFolder) yield* walk(at, named, depth + 1);
      const file = await found;
      if (file) yield new FolderFile(at, named, file.size);
    }
  }
}

/** A folder or a disc, with all that lies below it. */
export const folderMedium = (folder: string, name = basename(folder)): Medium => ({
  name: name === '' ? folder : name,
  files: () => walk(folder, '', 0),
  close: () => Promise.resolve(),
});

/** Files that were picked one by one. Each is called by its own name alone. */
export const filesMedium = (paths: readonly string[]): Medium => ({
  name: basename(paths[0] ?? ''),
  async *files() {
    for (const path of paths) {
      const found = await stat(path).catch(() => null);
      if (found?.isFile()) yield new FolderFile(path, basename(path), found.size);
    }
  },
  close: () => Promise.resolve(),
});
