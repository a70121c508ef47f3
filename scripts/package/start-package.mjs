// Starts a packaged application as a person would, waits until its window shows, keeps a picture of the screen, and tries
// the ways in that its fuses and its own start close. `start-package.mjs FOLDER PICTURE`, inside a virtual desktop.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const [folder, picture] = process.argv.slice(2);
const executable = join(folder, 'e-mage');
const asRoot = process.getuid?.() === 0;
const plain = [...(asRoot ? ['--no-sandbox'] : []), '--enable-unsafe-swiftshader', '--ignore-gpu-blocklist'];
const userData = await mkdtemp(join(tmpdir(), 'emage-package-'));
const startedWithinMs = 60_000;

function start(args = [], env = {}) {
  const child = spawn(executable, [...plain, ...args], {
    env: { ...process.env, EMAGE_USER_DATA: userData, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const printed = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => printed.push(String(part)));
  const ended = new Promise((resolve) => child.once('exit', resolve));
  return { child, printed, ended };
}

const events = () => {
  const file = join(userData, 'logs/main.log');
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
};

async function until(what, holds, deadline = Date.now() + startedWithinMs) {
  while (!holds()) {
    if (Date.now() > deadline) throw new Error(`${what}: not within ${startedWithinMs / 1000} s`);
    await wait(50);
  }
}

const app = start();
try {
  await until('a window', () => events().some(({ event }) => event === 'window shown'));
  await until('something to read in it', () => coloursOfScreen() > 50);
  const failures = events().filter(({ level }) => level === 'error');
  if (failures.length > 0) throw new Error(`the log says: ${JSON.stringify(failures)}`);
} catch (error) {
  console.error(app.printed.join(''));
  throw error;
} finally {
  app.child.kill('SIGTERM');
  await app.ended;
}

// None of these may give a stranger the application's rights.
const asNode = start(['-e', 'console.log("ran as node")'], { ELECTRON_RUN_AS_NODE: '1' });
await until('a window in spite of ELECTRON_RUN_AS_NODE', () => shown() === 2);
asNode.child.kill('SIGTERM');
await asNode.ended;
if (asNode.printed.join('').includes('ran as node')) throw new Error('ELECTRON_RUN_AS_NODE works');

const inspected = start(['--inspect=0'], { NODE_OPTIONS: '--require /nowhere/at/all.js' });
await until('a window in spite of --inspect and NODE_OPTIONS', () => shown() === 3);
inspected.child.kill('SIGTERM');
await inspected.ended;
if (inspected.printed.join('').includes('Debugger listening')) throw new Error('--inspect works');

const debugged = start(['--remote-debugging-port=0']);
await debugged.ended;
if (debugged.printed.join('').includes('DevTools listening'))
  throw new Error('--remote-debugging-port works');
if (shown() !== 3) throw new Error('it starts with --remote-debugging-port');

await rm(userData, { recursive: true, force: true });

/** Keeps a picture of the screen. The middle of an empty window has one colour, of one with text many. */
function coloursOfScreen() {
  const shot = spawnSync('import', ['-window', 'root', picture], { encoding: 'utf8' });
  if (shot.status !== 0) throw new Error(`no picture of the screen: ${shot.stderr}`);
  // Without the menu bar, which is there before the page.
  const inside = [
    'convert',
    [picture, '-gravity', 'center', '-crop', '50%x40%+0+0', '-format', '%k', 'info:'],
  ];
  return Number(spawnSync(...inside, { encoding: 'utf8' }).stdout);
}

function shown() {
  return events().filter(({ event, kind }) => event === 'window shown' && kind === 'shell').length;
}
