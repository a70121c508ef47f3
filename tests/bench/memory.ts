// Memory of the whole application: opening and closing an exam again and again, and a CT of 4,000 slices scrolled from
// end to end. An argument gives another number of slices.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import seedTemplate from '../e2e/global-setup.ts';
import { ExamsPage } from '../e2e/pages/exams-page.ts';
import { ViewerWindow } from '../e2e/pages/viewer-window.ts';
import { signInAsPatient } from '../e2e/sign-in.ts';
import { forget, launchApp, type TestApp } from '../helpers/desktop/app.ts';
import { canMakeBigSeries, makeBigSeries } from '../helpers/dicom/big-series.ts';
import { startTestPortal } from '../helpers/portal/portal.ts';

const slices = Number(process.argv[2] ?? 4000);
const OPENINGS = 50;
const WARM = 10;
/** Decoded images that a window keeps where there is memory enough (`viewer/engine.ts`), in megabytes. */
const PIXELS = 1024;

/** Megabytes of all processes together, without what they share, once those of closed windows have ended. */
const memory = (app: TestApp): Promise<number> =>
  app.electron.evaluate(async ({ app: electron, BrowserWindow }) => {
    const pages = (): number => electron.getAppMetrics().filter(({ type }) => type === 'Tab').length;
    while (pages() > BrowserWindow.getAllWindows().length)
      await new Promise((resolve) => setTimeout(resolve, 100));
    const kilobytes = electron
      .getAppMetrics()
      .reduce((sum, { memory: used }) => sum + (used.privateBytes ?? used.workingSetSize), 0);
    return kilobytes / 1024;
  });

/** Megabytes of each process, to see which one grows. */
const byProcess = (app: TestApp): Promise<string> =>
  app.electron.evaluate(({ app: electron }) =>
    electron
      .getAppMetrics()
      .map(
        ({ type, name, memory: used }) =>
          `${name ?? type} ${((used.privateBytes ?? used.workingSetSize) / 1024).toFixed(0)}`,
      )
      .join(', '),
  );

/** The window's own process, in megabytes: the largest of all. */
const largest = (app: TestApp): Promise<number> =>
  app.electron.evaluate(({ app: electron }) =>
    Math.max(
      ...electron
        .getAppMetrics()
        .filter(({ type }) => type === 'Tab')
        .map(({ memory: used }) => (used.privateBytes ?? used.workingSetSize) / 1024),
    ),
  );

const openings = async (): Promise<void> => {
  const portal = await startTestPortal();
  const app = await launchApp({ portalAddress: portal.url });
  try {
    const shell = await signInAsPatient(app, portal);
    await shell.open('Examens');
    const exams = new ExamsPage(app.shell);
    let warm = 0;
    for (let opening = 1; opening <= OPENINGS; opening += 1) {
      const viewer = new ViewerWindow(await app.viewerFrom(() => exams.viewImages('Scanner du thorax')));
      await viewer.waitForImage();
      await viewer.selectSeries('5 mm');
      await viewer.page.waitForFunction(() => document.querySelector('.images-series-progress') === null);
      const closed = viewer.page.waitForEvent('close');
      await viewer.page.close();
      await closed;
      if (opening === WARM) warm = await memory(app);
      if (opening % WARM === 0) process.stderr.write(`after ${opening}: ${await byProcess(app)}\n`);
    }
    const value = await memory(app);
    console.log(
      JSON.stringify({
        name: `memory after an exam was opened and closed ${OPENINGS} times`,
        value,
        unit: 'MB',
        yardstick: `after ${WARM} times`,
        yardstickValue: warm,
        ratio: value / warm,
        goal: 'ratio ≤ 1.1',
      }),
    );
  } finally {
    await app.quit();
    await forget(app);
    await portal.dispose();
  }
};

/** Until as many images are decoded as the window keeps: none has come or gone for a second. Answers how many that are. */
const full = (viewer: ViewerWindow): Promise<string> =>
  viewer.page.evaluate(async () => {
    const now = (): string =>
      document.querySelector('.images-series-progress')?.getAttribute('title') ?? 'all';
    let before = '';
    while (now() !== before) {
      before = now();
      await new Promise((resolve) => setTimeout(resolve, 1000));
    }
    return before;
  });

const large = async (folder: string): Promise<void> => {
  const portal = await startTestPortal({ args: ['--dicom', folder] });
  const app = await launchApp({ portalAddress: portal.url });
  try {
    const shell = await signInAsPatient(app, portal);
    await shell.open('Examens');
    const exams = new ExamsPage(app.shell);
    await exams.search.fill('BIG');
    await exams.expandAll();
    const exam = exams.exams.filter({ hasText: 'BIG SYNTHETIC' });
    const viewer = new ViewerWindow(
      await app.viewerFrom(() => exam.getByRole('button', { name: /^Voir les images/ }).click()),
    );
    await viewer.waitForImage();
    await viewer.closeHint();
    let most = 0;
    // From one end to the other and back, a tenth at a time, waiting for all that is kept around each place.
    const jumps = Array.from({ length: 21 }, (_, at) => (at <= 10 ? at : 20 - at) / 10);
    for (const part of jumps) {
      const wanted = Math.max(1, Math.round(part * slices));
      const now = Number(await viewer.viewport.getAttribute('data-image'));
      const key = wanted > now ? 'PageDown' : 'PageUp';
      await viewer.viewport.focus();
      for (let step = 0; step < Math.abs(wanted - now) / 10; step += 1) await viewer.page.keyboard.press(key);
      await viewer.waitForImage();
      const kept = await full(viewer);
      const used = await largest(app);
      process.stderr.write(`at ${wanted}: ${kept}, ${used.toFixed(0)} MB\n`);
      most = Math.max(most, used);
    }
    console.log(
      JSON.stringify({
        name: `CT of ${slices} slices scrolled from end to end: most memory of the window`,
        value: most,
        unit: 'MB',
        yardstick: 'limit of decoded images, and 500 MB',
        yardstickValue: PIXELS + 500,
        ratio: most / (PIXELS + 500),
        goal: 'ratio ≤ 1',
      }),
    );
  } finally {
    await app.quit();
    await forget(app);
    await portal.dispose();
  }
};

await seedTemplate();
await openings();
if (!canMakeBigSeries) {
  console.error('../shared/dicom is not here: no large series can be made.');
  process.exit(0);
}
const work = await mkdtemp(join(tmpdir(), 'emage-big-'));
try {
  await makeBigSeries(work, slices);
  await large(work);
} finally {
  await rm(work, { recursive: true, force: true });
}
