import { join } from 'node:path';
import type { Disk } from './disk.ts';

const FOLDERS = ['incoming', 'documents', 'keeps', 'copies', 'kept', 'cache', 'trash'];
/** Lies there while the library is open: whoever finds it at a start knows that the last run did not end by itself. */
const IN_USE = 'in-use';

/** What a start finds lying about, and what it turned out to be since. */
export interface Found {
  readonly interrupted: boolean;
  readonly unfinished: number;
  readonly continued: number;
  readonly damaged: number;
}

export async function makeFolders(disk: Disk, root: string): Promise<void> {
  for (const name of FOLDERS) await disk.makeFolder(join(root, name));
}

/** What was on its way out when the last run ended. */
export async function thrownAway(disk: Disk, root: string): Promise<string[]> {
  const trash = join(root, 'trash');
  return (await disk.list(trash)).map((name) => join(trash, name));
}

/** Answers whether the last run was interrupted. */
export async function markInUse(disk: Disk, root: string): Promise<boolean> {
  const path = join(root, IN_USE);
  if ((await disk.stat(path).catch(() => null)) !== null) return true;
  try {
    await (await disk.create(path)).close();
  } catch {
    // Then the next start does not say what it might have said.
  }
  return false;
}

export const markClosed = (disk: Disk, root: string): Promise<void> =>
  disk.unlink(join(root, IN_USE)).catch(() => undefined);
