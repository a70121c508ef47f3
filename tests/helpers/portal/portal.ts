import { copyFile, link, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPortal, type PortalProcess } from '../../../scripts/portal-process.mjs';

export const templateFolder = join(import.meta.dirname, '../../../test-results/portal-template');

/** Where the real exams lie, beside the project; tests that need them are skipped with a message where it is absent. */
export const realExams = join(import.meta.dirname, '../../../../shared/dicom');

/** A copy of the seeded portal's folder. Images and reports are never written to again, so they are linked, not copied. */
export async function copyOfTemplate(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true });
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const source = join(from, entry.name);
    const target = join(to, entry.name);
    if (entry.isDirectory()) await copyOfTemplate(source, target);
    else if (/\.(dcm|pdf)$/.test(entry.name))
      await link(source, target).catch(() => copyFile(source, target));
    else await copyFile(source, target);
  }
}

export interface TestPortal extends PortalProcess {
  readonly dataFolder: string;
  /** Stops the process and starts it again on the same folder and port. */
  restart(): Promise<void>;
  dispose(): Promise<void>;
  accountOf(kind: string): { username: string; password: string };
}

/** A real portal of its own on a free port, in a temporary folder, with the demo data. */
export async function startTestPortal(
  options: { args?: string[]; env?: Record<string, string>; log?: (line: string) => void } = {},
): Promise<TestPortal> {
  const folder = await mkdtemp(join(tmpdir(), 'emage-portal-'));
  await copyOfTemplate(templateFolder, folder);
  const start = (env: Record<string, string>): Promise<PortalProcess> =>
    startPortal({
      dataFolder: folder,
      args: ['--demo', ...(options.args ?? [])],
      env: { ...options.env, ...env },
      ...(options.log && { log: options.log }),
    });
  let running = await start({});
  const { url, accounts } = running;
  return {
    dataFolder: folder,
    url,
    get pid() {
      return running.pid;
    },
    accounts,
    stop: () => running.stop(),
    async restart() {
      await running.stop();
      running = await start({ PORTAL_PORT: new URL(url).port });
    },
    async dispose() {
      await running.stop();
      await rm(folder, { recursive: true, force: true });
    },
    accountOf(kind) {
      const account = accounts.find((candidate) => candidate.kind === kind);
      if (!account) throw new Error(`the demo data hold no account of kind ${kind}`);
      return account;
    },
  };
}

/** A demo account by its identifier. */
export function accountNamed(
  { accounts }: TestPortal,
  username: string,
): { username: string; password: string } {
  const account = accounts.find((each) => each.username === username);
  if (!account) throw new Error(`the demo data hold no ${username}`);
  return account;
}
