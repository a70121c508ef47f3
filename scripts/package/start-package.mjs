// Starts a packaged application, waits until its window shows something, keeps a picture of the screen, and tries the ways in
// that its fuses and its own start close. `start-package.mjs FOLDER PICTURE`, inside a virtual desktop.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { coloursOfScreen, eventsOf, startApp, until, windowsShown } from './packaged-app.mjs';

const [folder, picture] = process.argv.slice(2);
const executable = join(folder, 'e-mage');
const userData = await mkdtemp(join(tmpdir(), 'emage-package-'));

const app = startApp(executable, userData);
try {
  await until('something to read in its window', () => coloursOfScreen(picture) > 50);
  const failures = eventsOf(userData).filter(({ level }) => level === 'error');
  if (failures.length > 0) throw new Error(`the log says: ${JSON.stringify(failures)}`);
} catch (error) {
  console.error(app.printed());
  throw error;
} finally {
  await app.stop();
}

// None of these may give a stranger the application's rights.
const before = windowsShown(userData);
const asNode = startApp(executable, userData, {
  args: ['-e', 'console.log("ran as node")'],
  env: { ELECTRON_RUN_AS_NODE: '1' },
});
await until('a window in spite of ELECTRON_RUN_AS_NODE', () => windowsShown(userData) === before + 1);
await asNode.stop();
if (asNode.printed().includes('ran as node')) throw new Error('ELECTRON_RUN_AS_NODE works');

const inspected = startApp(executable, userData, {
  args: ['--inspect=0'],
  env: { NODE_OPTIONS: '--require /nowhere/at/all.js' },
});
await until('a window in spite of --inspect and NODE_OPTIONS', () => windowsShown(userData) === before + 2);
await inspected.stop();
if (inspected.printed().includes('Debugger listening')) throw new Error('--inspect works');

const debugged = startApp(executable, userData, { args: ['--remote-debugging-port=0'] });
await debugged.ended;
if (windowsShown(userData) !== before + 2) throw new Error('it starts with --remote-debugging-port');

await rm(userData, { recursive: true, force: true });
