// What is inside a packaged application: only what runs, within its budget, with its fuses as they should be.
import { readdir, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import asar from '@electron/asar';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';

/** Bytes. Ours alone: the runtime's size is Electron's. A larger application is a decision, not an accident. */
const budget = { app: 45e6, whole: 420e6, firstPage: 0.9e6 };
const fuses = {
  RunAsNode: false,
  EnableCookieEncryption: true,
  EnableNodeOptionsEnvironmentVariable: false,
  EnableNodeCliInspectArguments: false,
  EnableEmbeddedAsarIntegrityValidation: true,
  OnlyLoadAppFromAsar: true,
  GrantFileProtocolExtraPrivileges: false,
};
/** The only packages that are shipped as they are; everything else is in the bundles. */
const shippedPackages = ['keytar'];

/** Throws where something is not as it should be. @returns {Promise<{bytes: object, files: number, fuses: object}>} */
export async function inspectPackage(folder, executable = 'e-mage') {
  const resources = join(folder, 'resources');
  const archive = join(resources, 'app.asar');
  const files = asar.listPackage(archive, { isPack: false }).map((path) => path.split(sep).join('/'));
  const wrong = files.filter((path) => !mayShip(path));
  if (wrong.length > 0)
    throw new Error(`The package holds what it should not: ${wrong.slice(0, 10).join(', ')}`);
  for (const needed of ['/out/main/index.js', '/out/preload/index.cjs', '/out/licences.txt', '/package.json'])
    if (!files.includes(needed)) throw new Error(`The package lacks ${needed}`);
  for (const entry of await readdir(resources))
    if (!['app.asar', 'app.asar.unpacked', 'app-update.yml'].includes(entry))
      throw new Error(`resources/ holds ${entry}`);

  const wire = await getCurrentFuseWire(join(folder, executable));
  for (const [name, on] of Object.entries(fuses)) {
    const found = wire[FuseV1Options[name]];
    if (found !== (on ? FuseState.ENABLE : FuseState.DISABLE))
      throw new Error(`The fuse ${name} is not ${on ? 'on' : 'off'}`);
  }

  const bytes = {
    app: await sizeOf(resources),
    whole: await sizeOf(folder),
    firstPage: sizeOfFirstPage(archive),
  };
  for (const [part, most] of Object.entries(budget))
    if (bytes[part] > most) throw new Error(`${part}: ${bytes[part]} bytes, and its budget is ${most}`);
  return { files: files.length, bytes, budget, fuses };
}

function mayShip(path) {
  if (path.endsWith('.map') || path.endsWith('.ts') || path.endsWith('.tsx')) return false;
  if (path === '/package.json' || path === '/out' || path.startsWith('/out/')) return true;
  if (path === '/node_modules') return true;
  return shippedPackages.some(
    (name) => path === `/node_modules/${name}` || path.startsWith(`/node_modules/${name}/`),
  );
}

/** What a start reads before anything shows: everything that the first window's page names. */
function sizeOfFirstPage(archive) {
  const read = (name) => asar.extractFile(archive, join('out/renderer', name));
  const named = [
    ...read('index.html')
      .toString()
      .matchAll(/\b(?:src|href)="([^"]+)"/g),
  ];
  return named.reduce((sum, [, name]) => sum + read(name).length, 0);
}

async function sizeOf(path) {
  const found = await stat(path);
  if (!found.isDirectory()) return found.size;
  const sizes = await Promise.all((await readdir(path)).map((name) => sizeOf(join(path, name))));
  return sizes.reduce((sum, size) => sum + size, 0);
}
