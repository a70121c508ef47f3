// A CT of 1,000 slices in this application, from the portal and from the library, and in OHIF before Orthanc: the same
// Electron, the same flags, the same window, the same study, each from a click in its own list. An argument gives
// another number of slices.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { _electron, type Locator, type Page } from '@playwright/test';
import seedTemplate from '../e2e/global-setup.ts';
import { ExamsPage } from '../e2e/pages/exams-page.ts';
import { ViewerWindow } from '../e2e/pages/viewer-window.ts';
import { signInAsPatient } from '../e2e/sign-in.ts';
import { answerTimes, middleOf, type Sign } from '../helpers/desktop/answer-times.ts';
import { forget, launchApp, viewerMadeAhead } from '../helpers/desktop/app.ts';
import { canMakeBigSeries, makeBigSeries } from '../helpers/dicom/big-series.ts';
import { barePage, startOhif } from '../helpers/servers/ohif.ts';
import { orthancIsMissing, startOrthanc } from '../helpers/servers/orthanc.ts';
import { startTestPortal } from '../helpers/portal/portal.ts';

const slices = Number(process.argv[2] ?? 1000);
const STEPS = Math.min(150, Math.floor(slices / 2) - 5);
const PATIENCE = 600_000;

interface Found {
  /** Milliseconds from the click. */
  readonly firstImage: number;
  readonly all: number;
  /** Milliseconds of each step of the wheel, once all slices are there. */
  readonly steps: readonly number[];
}

/** The instant of a click, as the page that is clicked in has it. */
const clickAt = async (button: Locator): Promise<number> => {
  await button.evaluate((element) => {
    element.addEventListener(
      'click',
      () => (document.documentElement.dataset['clicked'] = String(Date.now())),
      {
        capture: true,
        once: true,
      },
    );
  });
  await button.click();
  return Number(await button.page().evaluate(() => document.documentElement.dataset['clicked']));
};

/** Turns the wheel a step at a time. */
const scroll = async (page: Page, viewport: Locator, sign: Sign): Promise<readonly number[]> => {
  const { x, y } = await middleOf(viewport);
  await page.mouse.move(x, y);
  return answerTimes(page, 'wheel', sign, STEPS, () => page.mouse.wheel(0, 100));
};

const measureOurs = async (open: () => Promise<Page>, clicked: () => number): Promise<Found> => {
  const viewer = new ViewerWindow(await open());
  await viewer.waitForImage();
  const mark = await viewer.page.waitForFunction(
    () => performance.getEntriesByName('first-image')[0]?.startTime ?? 0,
  );
  const origin = await viewer.page.evaluate(() => performance.timeOrigin);
  const firstImage = origin + (await mark.jsonValue()) - clicked();
  const done = await viewer.page.waitForFunction(
    () => (document.querySelector('.images-series-progress') === null ? Date.now() : 0),
    undefined,
    { polling: 50, timeout: PATIENCE },
  );
  const all = (await done.jsonValue()) - clicked();
  await viewer.closeHint();
  const image = { selector: '[data-testid=viewport]', attribute: 'data-image' };
  const steps = await scroll(viewer.page, viewer.viewport, image);
  await viewer.page.close();
  return { firstImage, all, steps };
};

const ours = async (folder: string): Promise<{ readonly portal: Found; readonly library: Found }> => {
  await seedTemplate();
  const portal = await startTestPortal({ args: ['--dicom', folder] });
  const app = await launchApp({ portalAddress: portal.url });
  try {
    const shell = await signInAsPatient(app, portal);
    await shell.open('Examens');
    const exams = new ExamsPage(app.shell);
    await exams.search.fill('BIG');
    await exams.expandAll();
    const exam = exams.exams.filter({ hasText: 'BIG SYNTHETIC' });
    let clicked = 0;
    const open = (): Promise<Page> =>
      app.viewerFrom(async () => {
        clicked = await clickAt(exam.getByRole('button', { name: /^Voir les images/ }));
      });
    // OHIF's list has been read when it is clicked in; ours has come to rest too.
    await viewerMadeAhead(app);
    const first = await measureOurs(open, () => clicked);
    await viewerMadeAhead(app);
    const second = await measureOurs(open, () => clicked);
    return { portal: first, library: second };
  } finally {
    await app.quit();
    await forget(app);
    await portal.dispose();
  }
};

/** The instant at which the last of all slices had come; with a word on how far it is, for who waits. */
const lastFrame = async (frames: ReadonlySet<string>): Promise<number> => {
  const start = Date.now();
  let told = start;
  while (frames.size < slices) {
    await wait(50);
    if (Date.now() - start > PATIENCE) throw new Error(`OHIF has ${frames.size} of ${slices} slices`);
    if (Date.now() - told > 15_000) {
      told = Date.now();
      console.error(`OHIF: ${frames.size} of ${slices} slices after ${Math.round((told - start) / 1000)} s`);
    }
  }
  return Date.now();
};

const inOhif = async (files: readonly string[], work: string): Promise<Found> => {
  const orthanc = await startOrthanc({ authentication: false });
  try {
    await orthanc.upload(files);
    const ohif = await startOhif(orthanc.url);
    const bare = await barePage(await mkdtemp(join(work, 'bare-')), ohif.url);
    const asRoot = process.getuid?.() === 0;
    const electron = await _electron.launch({
      args: [
        ...(asRoot ? ['--no-sandbox'] : []),
        '--enable-unsafe-swiftshader',
        '--ignore-gpu-blocklist',
        bare,
      ],
    });
    try {
      const page = await electron.firstWindow();
      await page.getByText('Big, Study1').first().click();
      await page.evaluate(() => {
        // Cornerstone's event does not bubble; on its way down it passes the document.
        document.addEventListener(
          'CORNERSTONE_IMAGE_RENDERED',
          ({ target, detail }: CustomEventInit<{ viewportStatus?: string }> & { target?: unknown }) => {
            // No small picture of the list; and the first drawing of a viewport is that of an empty one.
            if (!(target instanceof Element) || !target.matches('.cornerstone-viewport-element')) return;
            const { dataset } = document.documentElement;
            dataset['rendered'] = String(Number(dataset['rendered'] ?? 0) + 1);
            if (detail?.viewportStatus !== 'preRender') dataset['first'] ??= String(Date.now());
          },
          true,
        );
      });
      const clicked = await clickAt(page.getByText('Basic Viewer').first());
      const first = await page.waitForFunction(() => document.documentElement.dataset['first'], undefined, {
        polling: 50,
        timeout: PATIENCE,
      });
      const firstImage = Number(await first.jsonValue()) - clicked;
      const all = (await lastFrame(ohif.frames)) - clicked;
      const steps = await scroll(page, page.locator('.cornerstone-viewport-element').first(), {
        selector: 'html',
        attribute: 'data-rendered',
      });
      return { firstImage, all, steps };
    } finally {
      await electron.close();
      await ohif.close();
    }
  } finally {
    await orthanc.dispose();
  }
};

const rate = ({ steps }: Found): number => (steps.length * 1000) / steps.reduce((sum, step) => sum + step, 0);

const say = (name: string, value: number, unit: string, theirs: number, ratio: number, goal: string): void =>
  console.log(
    JSON.stringify({
      name,
      value,
      unit,
      yardstick: 'OHIF 3.13.2 before Orthanc',
      yardstickValue: theirs,
      ratio,
      goal,
    }),
  );

if (!canMakeBigSeries || orthancIsMissing !== null) {
  console.error(orthancIsMissing ?? '../shared/dicom is not here: no large series can be made.');
  process.exit(0);
}
const work = await mkdtemp(join(tmpdir(), 'emage-big-'));
try {
  const files = await makeBigSeries(join(work, 'series'), slices);
  const { portal, library } = await ours(join(work, 'series'));
  const ohif = await inOhif(files, work);
  const ct = `CT of ${slices} slices`;
  const faster = (mine: number, theirs: number): number => theirs / mine;
  for (const [from, found, sooner, whole] of [
    ['portal', portal, 3, 5],
    ['library', library, 6, 10],
  ] as const) {
    const first = faster(found.firstImage, ohif.firstImage);
    say(
      `${ct}, from the ${from}: first image`,
      found.firstImage,
      'ms',
      ohif.firstImage,
      first,
      `ratio ≥ ${sooner}`,
    );
    const all = faster(found.all, ohif.all);
    say(`${ct}, from the ${from}: all slices ready`, found.all, 'ms', ohif.all, all, `ratio ≥ ${whole}`);
  }
  say('scrolling', rate(library), 'slices/s', rate(ohif), rate(library) / rate(ohif), 'ratio ≥ 1');
  const [worst, theirs] = [Math.max(...portal.steps, ...library.steps), Math.max(...ohif.steps)];
  say('slowest step of the wheel, all slices ready', worst, 'ms', theirs, worst / theirs, 'value ≤ 100');
} finally {
  await rm(work, { recursive: true, force: true });
}
