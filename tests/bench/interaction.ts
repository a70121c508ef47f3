// From a person's input to the frame in which the picture has answered, 95th percentile, without a GPU: scrolling a
// stack, moving the cross of three planes, turning 3D. Against an empty page's next frame in the same run.
import seedTemplate from '../e2e/global-setup.ts';
import { ExamsPage } from '../e2e/pages/exams-page.ts';
import { ViewerWindow } from '../e2e/pages/viewer-window.ts';
import { VolumePage } from '../e2e/pages/volume-page.ts';
import { signInAsPatient } from '../e2e/sign-in.ts';
import { answerTimes, middleOf, type Sign } from '../helpers/desktop/answer-times.ts';
import { forget, launchApp } from '../helpers/desktop/app.ts';
import { startTestPortal } from '../helpers/portal/portal.ts';

const STEPS = 60;

const percentile = (values: readonly number[], part: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * part))] ??
  Number.NaN;

await seedTemplate();
const portal = await startTestPortal();
const app = await launchApp({ portalAddress: portal.url });
const found: { name: string; times: readonly number[]; goal: number }[] = [];
let frame: number;
try {
  const shell = await signInAsPatient(app, portal);
  await shell.open('Examens');
  const exams = new ExamsPage(app.shell);
  await exams.expand('Scanner du thorax');
  const viewer = new ViewerWindow(await app.viewerFrom(() => exams.viewImages('Scanner du thorax')));
  const { page } = viewer;
  await viewer.waitForImage();
  await viewer.closeHint();
  await viewer.selectSeries('1,5 mm');
  await viewer.waitForImage();
  await page.waitForFunction(() => document.querySelector('.images-series-progress') === null);
  frame = await page.evaluate(async () => {
    const times: number[] = [];
    for (let step = 0; step < 60; step += 1) {
      const from = performance.now();
      await new Promise((resolve) => requestAnimationFrame(resolve));
      times.push(performance.now() - from);
    }
    return times.toSorted((a, b) => a - b)[57] ?? Number.NaN;
  });

  const stack = await middleOf(viewer.viewport);
  await page.mouse.move(stack.x, stack.y);
  const image = { selector: '[data-testid=viewport]', attribute: 'data-image' };
  found.push({
    name: 'stack, the wheel',
    times: await answerTimes(page, 'wheel', image, STEPS, (step) =>
      page.mouse.wheel(0, step % 40 < 20 ? 100 : -100),
    ),
    goal: 100,
  });

  const volume = new VolumePage(page);
  await volume.open();
  await volume.waitUntilDrawn();
  const picture = (name: string): Sign => ({
    selector: `[data-pane=${name}] canvas`,
    attribute: 'data-pictures',
  });
  const axial = await middleOf(volume.pane('axial'));
  await page.mouse.move(axial.x, axial.y);
  found.push({
    name: 'three planes, the wheel',
    times: await answerTimes(page, 'wheel', picture('axial'), STEPS, (step) =>
      page.mouse.wheel(0, step % 40 < 20 ? 100 : -100),
    ),
    goal: 100,
  });
  // All three planes have answered once the slowest has.
  await volume.waitUntilDrawn();
  await page.mouse.down();
  found.push({
    name: 'three planes, the cross dragged',
    times: await answerTimes(page, 'pointermove', picture('sagittal'), STEPS, (step) =>
      page.mouse.move(axial.x + (step % 20) * 4, axial.y + (step % 15) * 4),
    ),
    goal: 100,
  });
  await page.mouse.up();

  await volume.pane('coronal').focus();
  await volume.choose('Épaisseur', '20 mm');
  await volume.waitUntilDrawn();
  const coronal = await middleOf(volume.pane('coronal'));
  await page.mouse.move(coronal.x, coronal.y);
  found.push({
    name: 'MIP of 20 mm, the wheel',
    times: await answerTimes(page, 'wheel', picture('coronal'), STEPS, (step) =>
      page.mouse.wheel(0, step % 40 < 20 ? 100 : -100),
    ),
    goal: 100,
  });
  await volume.press('coronal', 'r');
  await volume.waitUntilDrawn();

  const space = await middleOf(volume.pane('space'));
  for (const look of ['Os', 'Vaisseaux', 'Poumons', 'Projection (MIP)']) {
    await volume.pane('space').focus();
    await volume.choose('Aspect', look);
    await volume.waitUntilDrawn(['space']);
    await page.mouse.move(space.x, space.y);
    await page.mouse.down();
    found.push({
      name: `3D turned, ${look}`,
      times: await answerTimes(page, 'pointermove', picture('space'), STEPS, (step) =>
        page.mouse.move(space.x + (step % 30) * 5, space.y + (step % 7)),
      ),
      goal: 250,
    });
    await page.mouse.up();
  }
} finally {
  await app.quit();
  await forget(app);
  await portal.dispose();
}
for (const { name, times, goal } of found) {
  const value = percentile(times, 0.95);
  console.log(
    JSON.stringify({
      name: `${name}: input to picture, 95th percentile`,
      value,
      unit: 'ms',
      yardstick: 'an empty frame of the same window, 95th percentile',
      yardstickValue: frame,
      ratio: value / frame,
      goal: `value < ${goal}`,
    }),
  );
}
