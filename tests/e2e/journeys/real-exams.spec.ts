import { existsSync } from 'node:fs';
import { realExams } from '../../helpers/portal/portal.ts';
import { Shell } from '../pages/shell.ts';
import { SignInPage } from '../pages/sign-in-page.ts';
import { ViewerWindow } from '../pages/viewer-window.ts';
import { ExamsPage } from '../pages/exams-page.ts';
import { expect, keepScreenshot, test } from '../fixtures.ts';

test.skip(!existsSync(realExams), 'the real exams of ../shared/dicom are not here');
test.use({ portalArgs: ['--dicom', `${realExams}/series`] });

const everyLayout = async (viewer: ViewerWindow): Promise<void> => {
  for (const rows of [1, 2, 3, 4])
    for (const columns of [1, 2, 3, 4]) {
      await viewer.tool('Disposition').click();
      await viewer.page.locator(`[data-place="${rows}x${columns}"]`).click();
      await expect(viewer.page.locator('.images-field')).toHaveCount(rows * columns);
      await expect(viewer.page.locator('.images-loading')).toHaveCount(0, { timeout: 30_000 });
      await expect.poll(() => viewer.crowding()).toEqual([]);
      await viewer.drawing();
      await keepScreenshot(viewer.page, `real-layout-${rows}x${columns}`);
    }
  await viewer.press('Alt+1');
};

type Place = readonly [number, number];

/** Each on its own, as it measures the head. */
const tools: readonly (readonly [name: string, file: string, ...places: Place[]])[] = [
  ['Longueur', 'length', [0.35, 0.5], [0.65, 0.45]],
  ['Angle', 'angle', [0.35, 0.35], [0.5, 0.6], [0.62, 0.35]],
  ['Angle de Cobb', 'cobb', [0.35, 0.35], [0.6, 0.4], [0.35, 0.7], [0.6, 0.6]],
  ['Ellipse', 'ellipse', [0.42, 0.4], [0.55, 0.6]],
  ['Rectangle', 'rectangle', [0.42, 0.4], [0.55, 0.6]],
  ['Valeur', 'value', [0.45, 0.55]],
  ['Flèche', 'arrow', [0.5, 0.45], [0.62, 0.3]],
  ['Texte', 'text', [0.45, 0.3]],
];

const everyTool = async (viewer: ViewerWindow): Promise<void> => {
  for (const [name, file, ...places] of tools) {
    await viewer.tool(name).click();
    await viewer.clickOn(...places);
    if (file === 'arrow' || file === 'text') {
      await viewer.page.keyboard.type('À revoir dans un an');
      await viewer.page.keyboard.press('Enter');
    }
    await expect(viewer.notes).toHaveCount(1);
    await viewer.drawing();
    await keepScreenshot(viewer.page, `real-tool-${file}`);
    // Words are a step of their own.
    await expect
      .poll(async () => {
        await viewer.press('Control+z');
        return viewer.notes.count();
      })
      .toBe(0);
  }
  await viewer.chooseFromMenu('Vue simple');
};

test('real exams open: CT, MR and ultrasound of the test data', async ({ portal, launch }) => {
  test.setTimeout(240_000);
  const app = await launch();
  await new SignInPage(app.shell).signIn(portal.accountOf('patient'));
  const shell = new Shell(app.shell);
  await shell.menu.waitFor();
  await shell.open('Examens');
  const exams = new ExamsPage(app.shell);

  // Each study of the folder stands in the list beside the demo exams, under the name that its files give it.
  const studies = [
    { label: '1A TRAUMA/PLAIN HEAD DM', images: 170, name: 'ct-head' },
    { label: 'IRM', images: 196, name: 'mr-3d-sag-j2k' },
    { label: 'Rorden Rorden Prisma', images: 48, name: 'mr-brain' },
    { label: 'Pharm Stress', images: 6, name: 'us-stress-echo' },
  ];
  for (const { label, images, name } of studies) {
    await test.step(name, async () => {
      await exams.search.fill(label);
      const found = exams.exams.filter({ has: app.shell.getByRole('heading', { name: label }) });
      await expect(found.first()).toBeVisible();
      await exams.expandAll();
      const exam = exams.exams.filter({ hasText: `${images} image` });
      const viewer = new ViewerWindow(
        await app.viewerFrom(() => exam.getByRole('button', { name: /^Voir les images/ }).click()),
      );
      await viewer.waitForImage();
      await viewer.closeHint();
      for (const series of await viewer.series.all()) {
        await series.click();
        await expect(viewer.viewport.locator('.images-loading')).toHaveCount(0, { timeout: 30_000 });
      }
      await keepScreenshot(viewer.page, `real-${name}`);
      if (name === 'ct-head') {
        await viewer.chooseFromMenu('Vue médecin');
        await viewer.selectSeries('5MM');
        await viewer.waitForImage();
        await viewer.press('PageDown');
        await everyLayout(viewer);
        await everyTool(viewer);
      }
      await viewer.page.close();
    });
  }
});
