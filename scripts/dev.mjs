// npm run dev: portal with demo data, application that reloads on change.
import { join } from 'node:path';
import { startPortal } from './portal-process.mjs';
import { prepare } from './prepare.mjs';
import { root, run } from './run.mjs';

const runtime = await prepare();
const portal = await startPortal({
  dataFolder: join(root, '.portal-data/dev'),
  log: (line) => console.error(`[portal] ${line}`),
});
for (const { kind, username, password } of portal.accounts) console.error(`${kind} ${username} ${password}`);
const program =
  { win32: 'electron.exe', darwin: 'Electron.app/Contents/MacOS/Electron' }[process.platform] ?? 'electron';
const asRoot = process.platform === 'linux' && process.getuid?.() === 0;
const status = await run('electron-vite', ['dev', '--watch', ...(asRoot ? ['--noSandbox'] : [])], {
  env: {
    ELECTRON_OVERRIDE_DIST_PATH: runtime.folder,
    // electron-vite's development server looks at this one, and nowhere else.
    ELECTRON_EXEC_PATH: join(runtime.folder, program),
    EMAGE_PORTAL: portal.url,
    EMAGE_USER_DATA: join(root, '.portal-data/dev-user-data'),
  },
});
await portal.stop();
process.exit(status);
