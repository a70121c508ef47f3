// From the click on « Voir les images » to the first picture of a 261-image CT on screen, in the real application in
// front of the real portal; against an empty window of the same Electron.
import { forget, launchApp, viewerMadeAhead } from '../helpers/desktop/app.ts';
import { startTestPortal } from '../helpers/portal/portal.ts';
import seedTemplate from '../e2e/global-setup.ts';
import { ExamsPage } from '../e2e/pages/exams-page.ts';
import { ViewerWindow } from '../e2e/pages/viewer-window.ts';
import { signInAsPatient } from '../e2e/sign-in.ts';

const rounds = 5;
const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;

await seedTemplate();
const portal = await startTestPortal();
const app = await launchApp({ portalAddress: portal.url });
const firstImages: number[] = [];
const bareWindows: number[] = [];
try {
  const shell = await signInAsPatient(app, portal);
  await shell.open('Examens');
  const exams = new ExamsPage(app.shell);
  await exams.expand('Scanner du thorax');
  for (let round = 0; round < rounds; round += 1) {
    await viewerMadeAhead(app);
    const started = performance.now();
    const viewer = new ViewerWindow(await app.viewerFrom(() => exams.viewImages('Scanner du thorax')));
    await viewer.waitForImage();
    firstImages.push(performance.now() - started);
    await viewer.page.close();
  }
  for (let round = 0; round < rounds; round += 1) {
    bareWindows.push(
      await app.electron.evaluate(async ({ BrowserWindow }) => {
        const from = performance.now();
        const window = new BrowserWindow({ width: 1400, height: 900 });
        await window.loadURL('about:blank');
        await window.webContents.capturePage();
        const took = performance.now() - from;
        window.destroy();
        return took;
      }),
    );
  }
} finally {
  await app.quit();
  await forget(app);
  await portal.dispose();
}
const [value, yardstickValue] = [median(firstImages), median(bareWindows)];
console.log(
  JSON.stringify({
    name: 'first image of a CT after the click',
    value,
    unit: 'ms',
    yardstick: 'an empty window of the same Electron, drawn',
    yardstickValue,
    ratio: value / yardstickValue,
    goal: 'value ≤ 3000',
  }),
);
