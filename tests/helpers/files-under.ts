import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** Every file below a folder, by its whole path. */
export const filesUnder = async (root: string): Promise<string[]> =>
  (await readdir(root, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
