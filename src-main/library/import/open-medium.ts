import { open, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { AppFailure } from '../../../src-shared/errors.ts';
import { filesMedium, folderMedium } from './folder-medium.ts';
import type { Medium } from './medium.ts';
import { isDicomdir } from './table-of-contents.ts';
import { openZip } from './zip-medium.ts';

/** Local file header, and the end of an archive without entries (PKWARE APPNOTE 4.3). */
const zipMagics = [0x04034b50, 0x06054b50];

export async function isZip(path: string): Promise<boolean> {
  const handle = await open(path, 'r').catch(() => null);
  if (!handle) return false;
  try {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(4), 0, 4, 0);
    return bytesRead === 4 && zipMagics.includes(buffer.readUInt32LE(0));
  } catch {
    return false;
  } finally {
    await handle.close();
  }
}

/** What a person pointed at: a folder, an archive, a file, or several files. A DICOMDIR stands for the disc around it. */
export async function openMedium(paths: readonly string[], password: string | null): Promise<Medium> {
  const [path] = paths;
  if (path === undefined) throw new AppFailure('nothing-to-import', 'nothing was picked');
  if (paths.length > 1) return severalMedia(paths);
  const found = await stat(path).catch(() => null);
  if (!found) throw new AppFailure('medium-unreadable', 'it is not there, or may not be read');
  if (found.isDirectory()) return folderMedium(path);
  if (isDicomdir(path)) return folderMedium(dirname(path));
  return (await isZip(path)) ? openZip(path, password) : filesMedium([path]);
}

/** Dropped together: folders and files, each with all that is in it. */
async function severalMedia(paths: readonly string[]): Promise<Medium> {
  const files: string[] = [];
  const media: Medium[] = [];
  for (const path of paths) {
    const found = await stat(path).catch(() => null);
    if (found?.isDirectory()) media.push(folderMedium(path));
    else if (found?.isFile()) files.push(path);
  }
  if (files.length > 0) media.push(filesMedium(files));
  const [first] = media;
  if (!first) throw new AppFailure('medium-unreadable', 'none of it is there, or may be read');
  return {
    name: first.name,
    async *files() {
      for (const medium of media) yield* medium.files();
    },
    close: () => Promise.resolve(),
  };
}
