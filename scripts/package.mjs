// npm run package: builds the application as people get it, looks inside, starts it, and prints one JSON object.
//   --installers   instead: every installer for this system, as the release workflow does (needs the network)
import { cp, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { inspectPackage } from './package/inspect-package.mjs';
import { prepare } from './prepare.mjs';
import { root, run } from './run.mjs';
import { runWithDesktop } from './with-desktop.mjs';

const { values } = parseArgs({ options: { installers: { type: 'boolean', default: false } } });
const runtime = await prepare({ extraSystemPackages: ['imagemagick'] });
const must = async (status, what) => {
  if ((await status) !== 0) throw new Error(`${what} failed`);
};
const onStandardError = { stdio: ['ignore', 2, 2] };

await must(
  run('electron-vite', ['build', '--logLevel=warn'], {
    env: { ELECTRON_OVERRIDE_DIST_PATH: runtime.folder },
    ...onStandardError,
  }),
  'the build',
);
if (values.installers) {
  await must(run('electron-builder', ['--publish', 'never'], onStandardError), 'electron-builder');
  process.exit(0);
}
if (process.platform !== 'linux') {
  await must(run('electron-builder', ['--dir', '--publish', 'never'], onStandardError), 'electron-builder');
  process.exit(0);
}

const electron = await plainElectron();
await must(
  run(
    'electron-builder',
    [
      ...['--linux', 'dir', '--publish', 'never'],
      `-c.electronDist=${electron}`,
      `-c.electronVersion=${runtime.version}`,
    ],
    onStandardError,
  ),
  'electron-builder',
);
const folder = join(root, 'dist/linux-unpacked');
const inside = await inspectPackage(folder);
const screenshot = 'artefacts/package/started.png';
await mkdir(join(root, 'artefacts/package'), { recursive: true });
await must(
  runWithDesktop('node', ['scripts/package/start-package.mjs', folder, join(root, screenshot)]),
  'the packaged application did not start: see above. It',
);
console.log(JSON.stringify({ runtime: runtime.version, ...inside, started: true, screenshot }, null, 2));

/** A copy of the runtime without the application that the npm carrier needs in the place of Electron's own. */
async function plainElectron() {
  const to = join(root, 'dist/electron');
  await rm(join(root, 'dist'), { recursive: true, force: true });
  await cp(runtime.folder, to, { recursive: true });
  await rm(join(to, 'resources'), { recursive: true, force: true });
  await mkdir(join(to, 'resources'));
  return to;
}
