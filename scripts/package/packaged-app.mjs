// A packaged application, started as a person would start it. What it does is read from its log and from the screen: nothing
// can look into it (start-package.mjs tries).
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const patienceMs = 90_000;

/** Waits for a state; fails with what was waited for. */
export async function until(what, holds) {
  const deadline = Date.now() + patienceMs;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`${what}: not within ${patienceMs / 1000} s`);
    await wait(50);
  }
}

/** The lines of the log in the application's folder, parsed. */
export function eventsOf(userData) {
  const file = join(userData, 'logs/main.log');
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

export const windowsShown = (userData) =>
  eventsOf(userData).filter(({ event, kind }) => event === 'window shown' && kind === 'shell').length;

/** @param {{args?: string[], env?: Record<string, string>}} [options] */
export function startApp(executable, userData, { args = [], env = {} } = {}) {
  const asRoot = process.getuid?.() === 0;
  const child = spawn(
    executable,
    [...(asRoot ? ['--no-sandbox'] : []), '--enable-unsafe-swiftshader', '--ignore-gpu-blocklist', ...args],
    { env: { ...process.env, EMAGE_USER_DATA: userData, ...env }, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const printed = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => printed.push(String(part)));
  const ended = new Promise((resolve) => child.once('exit', resolve));
  return {
    ended,
    printed: () => printed.join(''),
    /** Asks it to end, as the system does when a person logs out. */
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** Keeps a picture of the screen. The middle of an empty window has one colour, of one with text many. */
export function coloursOfScreen(picture) {
  const shot = spawnSync('import', ['-window', 'root', picture], { encoding: 'utf8' });
  if (shot.status !== 0) throw new Error(`no picture of the screen: ${shot.stderr}`);
  // Without the menu bar, which is there before the page.
  const inside = [
    'convert',
    [picture, '-gravity', 'center', '-crop', '50%x40%+0+0', '-format', '%k', 'info:'],
  ];
  return Number(spawnSync(...inside, { encoding: 'utf8' }).stdout);
}
