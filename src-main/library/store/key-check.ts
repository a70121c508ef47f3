import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { AppFailure } from '../../../src-shared/errors.ts';
import { diskFailure, type Disk } from './disk.ts';
import { ItemWriter } from './item-writer.ts';
import { SealBroken } from './sealed-file.ts';
import { unsealFile } from './unseal-file.ts';

const NAME = 'key-check';
/** How many other files are tried when the check itself does not open. */
const WITNESSES = 16;

interface Library {
  readonly disk: Disk;
  readonly folder: string;
  readonly libraryKey: Uint8Array;
}

/**
 * Tells a wrong key from a damaged file before anything is removed for not opening. A key check that is missing or
 * damaged condemns nothing: one other file that opens is enough, and then it is written anew.
 */
export async function checkKey(library: Library): Promise<void> {
  let failed: unknown = null;
  // A bad sector says nothing of the key.
  const doesOpen = (path: string, name: string): Promise<boolean> =>
    opens(library, path, name).catch((error: unknown) => {
      failed = error;
      return false;
    });
  if (await doesOpen(join(library.folder, NAME), NAME)) return;
  const witnesses = await findWitnesses(library);
  let anyOpens = witnesses.length === 0 && failed === null;
  for (const { path, name } of witnesses) anyOpens ||= await doesOpen(path, name);
  if (!anyOpens && failed !== null) throw diskFailure(failed, 'opening the library');
  if (!anyOpens) throw new AppFailure('library-unreadable', 'no file of the library opens with this key');
  const writer = new ItemWriter({
    ...library,
    name: NAME,
    salt: randomBytes(32),
    temporaryPath: join(library.folder, 'incoming', randomBytes(16).toString('hex')),
  });
  await writer.push(Buffer.from(JSON.stringify({ format: 1 })));
  await writer.commit(join(library.folder, NAME), library.folder, 'all');
}

async function opens({ disk, libraryKey }: Library, path: string, name: string): Promise<boolean> {
  try {
    return (await unsealFile(disk, path, libraryKey, name)) !== null;
  } catch (error) {
    if (error instanceof SealBroken) return false;
    throw error;
  }
}

async function findWitnesses({ disk, folder }: Library): Promise<{ path: string; name: string }[]> {
  const folders = [join(folder, 'documents'), join(folder, 'keeps')];
  for (const parent of ['kept', 'cache']) {
    const exams = await disk.list(join(folder, parent));
    folders.push(...exams.slice(0, WITNESSES).map((exam) => join(folder, parent, exam)));
  }
  const found: { path: string; name: string }[] = [];
  for (const place of folders) {
    if (found.length >= WITNESSES) break;
    found.push(...(await disk.list(place)).slice(0, 4).map((name) => ({ path: join(place, name), name })));
  }
  return found;
}
