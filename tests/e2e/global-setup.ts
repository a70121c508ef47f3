import { rm } from 'node:fs/promises';
import { startPortal } from '../../scripts/portal-process.mjs';
import { templateFolder } from '../helpers/portal.ts';

/** Seeds the demo data once; each test takes a copy of its own. */
export default async function seedTemplate(): Promise<void> {
  await rm(templateFolder, { recursive: true, force: true });
  const portal = await startPortal({ dataFolder: templateFolder, args: ['--demo'] });
  await portal.stop();
}
