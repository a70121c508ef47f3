import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { realExams } from '../portal/portal.ts';

/** A temporary folder with some of the files (or folders) of the test data; `dispose` removes it. */
export async function dicomFolderOf(
  paths: readonly string[],
): Promise<{ readonly folder: string; readonly dispose: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'emage-dicom-'));
  for (const [index, path] of paths.entries()) {
    const target = join(folder, String(index));
    await mkdir(target);
    await cp(join(realExams, path), join(target, basename(path)), { recursive: true });
  }
  return { folder, dispose: () => rm(folder, { recursive: true, force: true }) };
}
