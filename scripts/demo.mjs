// npm run demo: from a fresh clone to the application in front of a portal with demo data.
//   --smoke          the same without a person or a display; prints one JSON object and exits
//   --dicom FOLDER   also loads a folder of DICOM into the demo patient's record
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { startPortal } from './portal-process.mjs';
import { prepare } from './prepare.mjs';
import { root, run } from './run.mjs';
import { runWithDesktop } from './with-desktop.mjs';

const { values } = parseArgs({
  options: { smoke: { type: 'boolean', default: false }, dicom: { type: 'string' } },
});
const say = (line) => console.error(line);

const runtime = await prepare({ say });
const electron = { ELECTRON_OVERRIDE_DIST_PATH: runtime.folder };
say('Building…');
if (
  (await run('electron-vite', ['build', '--logLevel=error'], { env: electron, stdio: ['ignore', 2, 2] })) !==
  0
)
  process.exit(1);

const folder = mkdtempSync(join(tmpdir(), 'emage-demo-'));
say('Starting the portal with demo data…');
const portal = await startPortal({
  dataFolder: join(folder, 'portal'),
  args: ['--demo', ...(values.dicom ? ['--dicom', resolve(values.dicom)] : [])],
});
let status;
try {
  if (values.smoke) {
    status = await runWithDesktop('node', ['scripts/smoke.mjs'], {
      ...electron,
      EMAGE_SMOKE: JSON.stringify({
        url: portal.url,
        accounts: portal.accounts,
        runtime,
        dicom: values.dicom !== undefined,
      }),
    });
  } else {
    say(`\nPortal: ${portal.url}\nAccounts:`);
    for (const { kind, username, password } of portal.accounts)
      say(`  ${kind.padEnd(14)} ${username.padEnd(24)} ${password}`);
    say('');
    const asRoot = process.platform === 'linux' && process.getuid?.() === 0;
    status = await run(
      join(
        runtime.folder,
        process.platform === 'win32'
          ? 'electron.exe'
          : process.platform === 'darwin'
            ? 'Electron.app/Contents/MacOS/Electron'
            : 'electron',
      ),
      [...(asRoot ? ['--no-sandbox'] : []), root],
      { env: { EMAGE_PORTAL: portal.url, EMAGE_USER_DATA: join(folder, 'user-data') }, shell: false },
    );
  }
} finally {
  await portal.stop();
  rmSync(folder, { recursive: true, force: true });
}
process.exit(status);
