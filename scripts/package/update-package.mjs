// From one built version to the next, by the application itself, from a local update server.
// `update-package.mjs OLD_FOLDER NEW_FOLDER`, inside a virtual desktop; settings in EMAGE_UPDATE_TEST (JSON).
//
// An AppImage is one file that starts the application. Its tools cannot be had everywhere, so here a script stands for the
// file: the updater looks for it, fetches its successor, compares the digest and puts it in its place just the same.
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { stringify } from 'yaml';
import { makeKey, signedRelease } from '../sign-release.mjs';
import { eventsOf, startApp, until, windowsShown } from './packaged-app.mjs';

const [oldFolder, newFolder] = process.argv.slice(2).map((folder) => resolve(folder));
const { port, privateKey, from, to } = JSON.parse(process.env.EMAGE_UPDATE_TEST ?? '{}');
const work = await mkdtemp(join(tmpdir(), 'emage-update-'));
const userData = join(work, 'user');

/** What stands for an AppImage: after it was put in place it is started once just to say that it can be. */
const image = (folder) =>
  `#!/bin/sh\n[ -n "$APPIMAGE_EXIT_AFTER_INSTALL" ] && exit 0\nAPPIMAGE="$(readlink -f "$0")" exec "${folder}/e-mage" "$@"\n`;
const installed = join(work, 'e-mage.AppImage');
await writeFile(installed, image(oldFolder));
await chmod(installed, 0o755);

const successor = Buffer.from(image(newFolder));
const name = `e-mage-${to}-x64.AppImage`;
const release = {
  version: to,
  files: [
    {
      url: name,
      sha512: createHash('sha512').update(successor).digest('base64'),
      size: successor.byteLength,
    },
  ],
  path: name,
  sha512: createHash('sha512').update(successor).digest('base64'),
  releaseDate: new Date().toISOString(),
};

const offered = { release: null, file: successor };
const asked = [];
const server = createServer((request, response) => {
  const path = new URL(request.url ?? '/', 'http://localhost').pathname;
  asked.push(path);
  if (path === '/latest-linux.yml' && offered.release) response.end(stringify(offered.release));
  else if (path === `/${name}`) response.end(offered.file);
  else response.writeHead(404).end();
});
server.listen(port, '127.0.0.1');
await once(server, 'listening');

const versionsStarted = () =>
  eventsOf(userData)
    .filter(({ event }) => event === 'start')
    .map(({ version }) => version);
const count = (event, code) =>
  eventsOf(userData).filter((line) => line.event === event && (code === undefined || line.code === code))
    .length;

/** Starts what is installed, waits for something in its log and for its window, ends it. What it fetches stays in here. */
async function run(what, holds) {
  const shown = windowsShown(userData);
  const app = startApp(installed, userData, { env: { XDG_CACHE_HOME: join(work, 'cache') } });
  try {
    await until(what, holds);
    await until(`the window, after ${what}`, () => windowsShown(userData) > shown);
  } catch (error) {
    console.error(app.printed(), JSON.stringify(eventsOf(userData).slice(-10), null, 1));
    throw error;
  } finally {
    await app.stop();
  }
}
const isStill = async (folder) => {
  if ((await readFile(installed, 'utf8')) !== image(folder)) throw new Error('the application was replaced');
};

try {
  // Refused: not signed, signed by somebody else, and signed but not what was signed.
  offered.release = release;
  await run('an unsigned release refused', () => count('update failed', 'update-not-trusted') === 1);
  offered.release = signedRelease(release, makeKey().privateKey);
  await run("another's release refused", () => count('update failed', 'update-not-trusted') === 2);
  if (asked.includes(`/${name}`)) throw new Error('a release that is not trusted was fetched');
  offered.release = signedRelease(release, privateKey);
  offered.file = Buffer.from(image('/tmp/evil').padEnd(successor.byteLength));
  await run('another file refused', () => count('update failed', 'update-failed') === 1);
  await isStill(oldFolder);

  // Not everybody at once: nobody is within 0 %.
  offered.file = successor;
  offered.release = { ...signedRelease(release, privateKey), stagingPercentage: 0 };
  const before = asked.filter((path) => path === '/latest-linux.yml').length;
  await run(
    'a look at a staged release',
    () => asked.filter((path) => path === '/latest-linux.yml').length > before && count('update current') > 0,
  );
  await isStill(oldFolder);

  // Taken: fetched while it runs, put in place when it ends, started the next time.
  offered.release = signedRelease(release, privateKey);
  await run('the new version fetched', () => count('update ready') === 1);
  await isStill(newFolder);
  await run('the new version started', () => versionsStarted().at(-1) === to);
  const started = versionsStarted();
  if (started.slice(0, -1).some((version) => version !== from))
    throw new Error(`started ${started.join(', ')}`);
  console.error(`updated from ${from} to ${to} by itself; four releases refused`);
} finally {
  server.close();
  await rm(work, { recursive: true, force: true });
}
