// npm run gallery: a picture of every page in every state, in French and English, light and dark, at 100 and 200 %.
// `-- fr-dark` makes those looks alone whose name holds it; the pictures lie in artefacts/gallery.
import { prepare } from './prepare.mjs';
import { run } from './run.mjs';
import { runWithDesktop } from './with-desktop.mjs';

const runtime = await prepare();
const electron = { ELECTRON_OVERRIDE_DIST_PATH: runtime.folder };
const [looks] = process.argv.slice(2);
const built = await run('electron-vite', ['build', '--logLevel=warn'], { env: electron });
if (built !== 0) process.exit(built);
process.exit(
  await runWithDesktop('playwright', ['test', '-c', 'playwright.gallery.config.ts'], {
    ...electron,
    ...(looks && { GALLERY_LOOKS: looks }),
  }),
);
