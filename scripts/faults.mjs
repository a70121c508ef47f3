// npm run faults [-- ROUNDS]: kills the real library process again and again, and looks at what it leaves.
import { join } from 'node:path';
import { prepare } from './prepare.mjs';
import { root, run } from './run.mjs';
import { runWithDesktop } from './with-desktop.mjs';

const runtime = await prepare({ extraSystemPackages: ['nginx-light'] });
const env = { ELECTRON_OVERRIDE_DIST_PATH: runtime.folder };
const built = await run('electron-vite', ['build', '--logLevel=warn'], { env });
if (built !== 0) process.exit(built);
process.exit(
  await runWithDesktop('node', [join(root, 'tests/faults/library.ts'), ...process.argv.slice(2)], env),
);
