import { statfs } from 'node:fs/promises';
import { AppFailure } from '../../../src-shared/errors.ts';
import type { LocalLibrary } from '../local-library.ts';

/** What the system itself needs to stay well. */
const SPARE_BYTES = 200 * 2 ** 20;

/** Fails with `disk-full` before anything is written, where there is no room for it all. */
export async function roomFor({ folder }: Pick<LocalLibrary, 'folder'>, bytes: number): Promise<void> {
  const found = await statfs(folder).catch(() => null);
  // Where the system does not say, writing will.
  if (found && found.bavail * found.bsize < bytes + SPARE_BYTES)
    throw new AppFailure('disk-full', 'no room for what is to be imported');
}
