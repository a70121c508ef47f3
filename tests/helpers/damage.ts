import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TestPortal } from './portal.ts';

/**
 * Damages stored instances of a portal on its disk, as a failing disk or an interrupted copy would. `damage` gives the
 * bytes that stand there afterwards, or undefined to leave a file as it is. Answers how many it damaged.
 */
export async function damageImages(
  portal: TestPortal,
  damage: (bytes: Buffer, index: number) => Buffer | undefined,
): Promise<number> {
  const folder = join(portal.dataFolder, 'images');
  const files = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith('.dcm')).sort();
  let damaged = 0;
  for (const [index, file] of files.entries()) {
    const path = join(folder, file);
    const bytes = damage(await readFile(path), index);
    if (!bytes) continue;
    // The file is linked to the template's: a new one takes its place.
    await rm(path);
    await writeFile(path, bytes);
    damaged += 1;
  }
  return damaged;
}
