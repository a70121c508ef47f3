// Brings what a fresh machine lacks: npm packages, Node 24, system libraries, Electron. Needs Node 20 and nothing else.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { has, root, run } from './run.mjs';

// What Electron, a screen without a display and a keychain without a desktop need on Debian and Ubuntu.
const systemPackages = [
  'xvfb',
  'xauth',
  'dbus',
  'dbus-x11',
  'gnome-keyring',
  'libsecret-1-0',
  'libgtk-3-0',
  'libnss3',
  'libasound2',
  'libgbm1',
  'libatk-bridge2.0-0',
  'libcups2',
  'libxss1',
  'libxtst6',
  'libnotify4',
];
// Ubuntu 24.04 renamed these for 64-bit time.
const renamed = {
  'libgtk-3-0': 'libgtk-3-0t64',
  libasound2: 'libasound2t64',
  'libatk-bridge2.0-0': 'libatk-bridge2.0-0t64',
  libcups2: 'libcups2t64',
};

/** @param {{extraSystemPackages?: string[], say?: (line: string) => void}} [options] */
export async function prepare({ extraSystemPackages = [], say = (line) => console.error(line) } = {}) {
  await preparePackages(say);
  await prepareSystem([...systemPackages, ...extraSystemPackages], say);
  const { resolveElectron } = await import('./electron-runtime.mjs');
  const runtime = await resolveElectron(say);
  say(`Electron ${runtime.version} (${runtime.origin})`);
  return runtime;
}

const quiet = { stdio: ['ignore', 2, 2] };

/** npm's packages, which every script needs; what npm says goes to standard error. */
export async function preparePackages(say) {
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  const stamp = join(root, 'node_modules/.installed-lock');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  say('Packages: npm ci…');
  // The project's own Node goes with the packages that are replaced: the machine's does this.
  const ofMachine = (process.env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => !folder.startsWith(join(root, 'node_modules')));
  const apart = { ...quiet, env: { PATH: ofMachine.join(delimiter) } };
  // No package needs its install script but Node itself: keytar ships what it would compile.
  const status = await run(
    'npm',
    ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'],
    apart,
  );
  if (status !== 0) throw new Error('npm ci failed: is the npm registry reachable?');
  const node = await run('node', ['installArchSpecificPackage'], {
    ...apart,
    cwd: join(root, 'node_modules/node'),
  });
  // npm links a program only where it exists: now it does.
  const linked =
    node === 0 ? await run('npm', ['rebuild', 'node', '--ignore-scripts', '--loglevel=error'], apart) : node;
  if (linked !== 0) throw new Error('Node 24 could not be installed from the npm registry.');
  writeFileSync(stamp, lock);
}

async function prepareSystem(packages, say) {
  if (process.platform !== 'linux') return;
  if (!has('dpkg-query')) {
    say(`Not Debian or Ubuntu: please see that these, or their like, are installed: ${packages.join(' ')}`);
    return;
  }
  const missing = packages.filter(
    (name) => !isInstalled(name) && !(renamed[name] && isInstalled(renamed[name])),
  );
  if (missing.length === 0) return;
  say(`System libraries: installing ${missing.join(' ')}…`);
  const isRoot = process.getuid?.() === 0;
  if (!isRoot && !has('sudo')) throw new Error(`As root, run: apt-get install ${missing.join(' ')}`);
  const apt = (...args) =>
    run(isRoot ? 'apt-get' : 'sudo', [...(isRoot ? [] : ['apt-get']), '-q', ...args], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { DEBIAN_FRONTEND: 'noninteractive' },
    });
  await apt('update');
  const names = missing.map((name) => (renamed[name] && isKnown(renamed[name]) ? renamed[name] : name));
  const status = await apt('install', '-y', '--no-install-recommends', ...names);
  if (status !== 0) throw new Error(`apt-get could not install ${names.join(' ')}`);
}

const isInstalled = (name) =>
  spawnSync('dpkg-query', ['-W', '-f', '${Status}', name], { encoding: 'utf8' }).stdout.includes(
    'ok installed',
  );
const isKnown = (name) => spawnSync('apt-cache', ['show', name], { stdio: 'ignore' }).status === 0;
