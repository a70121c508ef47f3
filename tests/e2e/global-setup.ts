import { createHash } from 'node:crypto';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startPortal } from '../../scripts/portal-process.mjs';
import { templateFolder } from '../helpers/portal/portal.ts';

const portalFolder = join(import.meta.dirname, '../../src-portal');
const stamp = `${templateFolder}.stamp`;

/** Changes with every line of the portal. */
async function portalSource(): Promise<string> {
  const hash = createHash('sha256');
  const files = await readdir(portalFolder, { recursive: true, withFileTypes: true });
  const paths = files.filter((file) => file.isFile()).map((file) => join(file.parentPath, file.name));
  for (const path of paths.sort()) hash.update(path).update(await readFile(path));
  return hash.digest('hex');
}

/** Seeds the demo data once; each test takes a copy of its own. Seeds anew only when the portal has changed. */
export default async function seedTemplate(): Promise<void> {
  const source = await portalSource();
  if ((await readFile(stamp, 'utf8').catch(() => '')) === source) return;
  await rm(stamp, { force: true });
  await rm(templateFolder, { recursive: true, force: true });
  const portal = await startPortal({ dataFolder: templateFolder, args: ['--demo'] });
  await portal.stop();
  await writeFile(stamp, source);
}
