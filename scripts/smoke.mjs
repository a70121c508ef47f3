// The smoke run of the demo: signs in, opens an exam until its first image is on screen, opens the report.
// Prints one JSON object. Started by demo.mjs in a desktop of its own.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ExamsPage } from '../tests/e2e/pages/exams-page.ts';
import { ReportPage } from '../tests/e2e/pages/report-page.ts';
import { Shell } from '../tests/e2e/pages/shell.ts';
import { SignInPage } from '../tests/e2e/pages/sign-in-page.ts';
import { ViewerWindow } from '../tests/e2e/pages/viewer-window.ts';
import { forget, launchApp } from '../tests/helpers/desktop/app.ts';
import { root } from './run.mjs';

const { url, accounts, runtime } = JSON.parse(process.env.EMAGE_SMOKE ?? '{}');
const folder = join(root, 'artefacts/smoke');
await mkdir(folder, { recursive: true });
const screenshots = [];
const shot = async (page, name) => {
  const path = join('artefacts/smoke', `${name}.png`);
  await page.screenshot({ path: join(root, path) });
  screenshots.push(path);
};

const app = await launchApp({ portalAddress: url });
try {
  const signIn = new SignInPage(app.shell);
  await signIn.submit.waitFor();
  await shot(app.shell, '1-sign-in');
  await signIn.signIn(accounts.find(({ kind }) => kind === 'patient'));
  const shell = new Shell(app.shell);
  await shell.menu.waitFor();
  await app.shell
    .getByRole('button', { name: /^Voir les images/ })
    .first()
    .waitFor();
  await shot(app.shell, '2-home');
  await shell.open('Examens');
  const exams = new ExamsPage(app.shell);
  const label = 'Scanner du thorax';
  // Among a hundred exams of a loaded folder it may lie far down.
  await exams.search.fill(label);
  await exams.expand(label);
  await shot(app.shell, '3-exams');

  let clicked = Date.now();
  const viewer = new ViewerWindow(
    await app.viewerFrom(() => {
      clicked = Date.now();
      return exams.viewImages(label);
    }),
  );
  await viewer.waitForImage();
  const firstImageMs = Date.now() - clicked;
  await shot(viewer.page, '4-viewer');

  clicked = Date.now();
  await exams.readReport(label);
  await new ReportPage(app.shell).text.first().waitFor();
  const reportMs = Date.now() - clicked;
  await shot(app.shell, '5-report');

  console.log(JSON.stringify({ runtime, firstImageMs, reportMs, screenshots }));
} catch (error) {
  await shot(app.shell, 'failed').catch(() => {});
  console.error(app.log.slice(-40).join('\n'));
  console.error(`smoke: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
} finally {
  await app.quit().catch(() => {});
  await forget(app);
}
