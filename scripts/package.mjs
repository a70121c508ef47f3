// npm run package: builds the application as people get it, looks inside, starts it, tries to break in, has it update itself,
// and prints one JSON object.
//   --installers   instead: every installer for this system, as the release workflow does (needs the network)
import { once } from 'node:events';
import { cp, mkdir, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { inspectPackage } from './package/inspect-package.mjs';
import { prepare } from './prepare.mjs';
import { root, run } from './run.mjs';
import { makeKey } from './sign-release.mjs';
import { runWithDesktop } from './with-desktop.mjs';

const { values } = parseArgs({ options: { installers: { type: 'boolean', default: false } } });
const runtime = await prepare({ extraSystemPackages: ['imagemagick'] });
const must = async (status, what) => {
  if ((await status) !== 0) throw new Error(`${what} failed: see above`);
};
const onStandardError = { stdio: ['ignore', 2, 2] };
const build = (env = {}) =>
  must(
    run('electron-vite', ['build', '--logLevel=error'], {
      env: { ELECTRON_OVERRIDE_DIST_PATH: runtime.folder, ...env },
      ...onStandardError,
    }),
    'the build',
  );

if (values.installers || process.platform !== 'linux') {
  await build();
  const what = [
    ...(values.installers ? [] : ['--dir']),
    // A release that is not signed is no release.
    ...(process.env.EMAGE_REQUIRE_SIGNING ? ['-c.forceCodeSigning=true'] : []),
  ];
  await must(run('electron-builder', [...what, '--publish', 'never'], onStandardError), 'electron-builder');
  process.exit(0);
}

// One build that trusts a key of this run and looks for releases on this computer, packaged as two versions.
const { publicKey, privateKey } = makeKey();
const port = await freePort();
await build({ EMAGE_UPDATES_URL: `http://127.0.0.1:${port}`, EMAGE_UPDATES_KEY: publicKey });
await rm(join(root, 'dist'), { recursive: true, force: true });
const electron = await plainElectron();
const versions = { from: '0.1.0', to: '0.2.0' };
const older = await unpacked(versions.from, 'dist');
const newer = await unpacked(versions.to, 'dist/newer');

const inside = await inspectPackage(older);
const screenshot = 'artefacts/package/started.png';
await mkdir(join(root, 'artefacts/package'), { recursive: true });
await must(
  runWithDesktop('node', ['scripts/package/start-package.mjs', older, join(root, screenshot)]),
  'starting it',
);
await must(
  runWithDesktop('node', ['scripts/package/update-package.mjs', older, newer], {
    EMAGE_UPDATE_TEST: JSON.stringify({ port, privateKey, ...versions }),
  }),
  'updating it',
);
await rm(join(root, 'dist/newer'), { recursive: true, force: true });
await rm(electron, { recursive: true, force: true });
console.log(
  JSON.stringify(
    { folder: 'dist/linux-unpacked', runtime: runtime.version, ...inside, screenshot, updated: versions },
    null,
    2,
  ),
);

/** A copy of the runtime without the application that the npm carrier needs in the place of Electron's own. */
async function plainElectron() {
  const to = join(root, 'dist/electron');
  await cp(runtime.folder, to, { recursive: true });
  await rm(join(to, 'resources'), { recursive: true, force: true });
  await mkdir(join(to, 'resources'));
  return to;
}

async function unpacked(version, output) {
  await must(
    run(
      'electron-builder',
      [
        ...['--linux', 'dir', '--publish', 'never'],
        `-c.electronDist=${electron}`,
        `-c.electronVersion=${runtime.version}`,
        `-c.extraMetadata.version=${version}`,
        `-c.directories.output=${output}`,
      ],
      onStandardError,
    ),
    'electron-builder',
  );
  return join(root, output, 'linux-unpacked');
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}
