import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { exampleOf } from '../helpers/portal/operator-guide.ts';
import { readConfig } from '../../src-portal/config.ts';

// The service as docs/portal.md has an operator write it: systemd reads the unit, and what it would start is started.

const root = join(import.meta.dirname, '../..');
const required = process.env['EMAGE_TEST_SERVERS'] === 'required';
const noSystemd = spawnSync('systemd-analyze', ['--version']).status !== 0;

let folder: string;
let data: string;
let unit: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'emage-service-'));
  data = join(folder, 'state');
  unit = exampleOf('ini', {
    'WorkingDirectory=/opt/emage-portal': `WorkingDirectory=${root}`,
    'ExecStart=/opt/emage-portal/': `ExecStart=${root}/`,
    '/var/lib/emage-portal': data,
  });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const settingsOf = (text: string): Record<string, string> =>
  Object.fromEntries(
    text.split('\n').flatMap((line) => {
      const [, name, value] = /^(\w+)=(.*)$/.exec(line) ?? [];
      return name === undefined ? [] : [[name, value ?? '']];
    }),
  );

it.skipIf(noSystemd && !required)('is a unit with which systemd finds nothing wrong', async () => {
  const file = join(folder, 'emage-portal.service');
  await writeFile(file, unit);
  const { status, stderr } = spawnSync('systemd-analyze', ['verify', file], { encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});

it('has settings that the portal takes', () => {
  const settings = settingsOf(exampleOf('properties', {}));
  expect(readConfig(settings)).toMatchObject({
    publicUrl: settings['PORTAL_PUBLIC_URL'],
    trustProxy: settings['PORTAL_TRUST_PROXY'],
    databaseUrl: settings['DATABASE_URL'],
    smtpUrl: settings['SMTP_URL'],
  });
});

it('starts with the command of the unit, keeps its files to itself, and stops in time', async () => {
  const { ExecStart, WorkingDirectory, Environment, UMask, TimeoutStopSec } = settingsOf(unit);
  const child = spawn('sh', ['-c', `umask ${UMask}; exec ${ExecStart}`], {
    cwd: WorkingDirectory,
    env: { PATH: '/usr/bin:/bin', PORTAL_PORT: '0', ...settingsOf(Environment ?? '') },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  onTestFinished(() => void child.kill('SIGKILL'));
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  const { url } = JSON.parse(line) as { url: string };
  for (const path of ['/health', '/ready']) expect((await fetch(`${url}${path}`)).status).toBe(200);
  for (const name of await readdir(data)) {
    expect((await stat(join(data, name))).mode & 0o077, name).toBe(0);
  }
  const asked = performance.now();
  child.kill('SIGTERM');
  expect(await ended).toEqual([0, null]);
  expect(performance.now() - asked).toBeLessThan(Number(TimeoutStopSec) * 1000);
});
