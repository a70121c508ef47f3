import { closeSync, open as openFile, read as readFile } from 'node:fs';
import { opendir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { AppFailure } from '../../../src-shared/errors.ts';
import { FileRefused, type Medium, type MediumFile } from './medium.ts';

/** No disc nests deeper; a loop of links would. */
const MOST_DEPTH = 24;
const PIECE_BYTES = 2 ** 20;
const LOOKS_AT_ONCE = 32;
/** What a system keeps for itself on a disc or stick, the images that somebody threw away among it. */
const ofSystems =
  /^(system volume information|\$recycle\.bin|lost\+found|\.trash(es|-\d+)?|\.spotlight-v100|\.fseventsd)$/i;

// Not by handles, which cost more than the ways to the disk that they stand for.
const open = promisify(openFile);
const read = promisify(readFile);

class FolderFile implements MediumFile {
  readonly path: string;
  readonly size: number;
  readonly localPath: string;
  readonly #root: string;

  constructor(root: string, at: string, path: string, size: number) {
    this.#root = root;
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
    const refuse = (): Promise<never> => refused(this.#root);
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

/** One place cannot be read; or all of it was pulled out, and nothing that follows can be. */
async function refused(root: string): Promise<never> {
  await stat(root).catch(() => {
    throw new AppFailure('medium-removed', 'it was taken out while it was read');
  });
  throw new FileRefused('read-error');
}

/** Stands for what lies in a folder that cannot be listed: a scratch, no right to it. */
const lostFolder = (root: string, path: string): MediumFile => ({
  path: `${path}/`,
  size: 0,
  localPath: null,
  beginning: () => refused(root),
  stream: () => {
    throw new FileRefused('read-error');
  },
});

async function* walk(root: string, folder: string, path: string, depth: number): AsyncGenerator<MediumFile> {
  const entries: { name: string; isFolder: boolean }[] = [];
  let isWhole = depth <= MOST_DEPTH;
  try {
    for await (const entry of isWhole ? await opendir(folder) : []) {
      // Links are not followed: a folder from a stranger could lead anywhere.
      if ((entry.isFile() || entry.isDirectory()) && !ofSystems.test(entry.name))
        entries.push({ name: entry.name, isFolder: entry.isDirectory() });
    }
  } catch {
    isWhole = false;
  }
  // It hides nothing of the others.
  if (!isWhole) yield lostFolder(root, path === '' ? basename(folder) : path);
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (let first = 0; first < entries.length; first += LOOKS_AT_ONCE) {
    const some = entries.slice(first, first + LOOKS_AT_ONCE).map(({ name, isFolder }) => {
      const at = join(folder, name);
      return { name, at, isFolder, found: isFolder ? null : stat(at).catch(() => null) };
    });
    for (const { name, at, isFolder, found } of some) {
      const named = path === '' ? name : `${path}/${name}`;
      if (isFolder) yield* walk(root, at, named, depth + 1);
      const file = await found;
      if (file) yield new FolderFile(root, at, named, file.size);
    }
  }
}

/** A folder or a disc, with all that lies below it. */
export const folderMedium = (folder: string, name = basename(folder)): Medium => ({
  name: name === '' ? folder : name,
  files: () => walk(folder, folder, '', 0),
  close: () => Promise.resolve(),
});

/** Files that were picked one by one. Each is called by its own name alone. */
export const filesMedium = (paths: readonly string[]): Medium => ({
  name: basename(paths[0] ?? ''),
  async *files() {
    for (const path of paths) {
      const found = await stat(path).catch(() => null);
      if (found?.isFile()) yield new FolderFile(dirname(path), path, basename(path), found.size);
    }
  },
  close: () => Promise.resolve(),
});
