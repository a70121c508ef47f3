import { existsSync } from 'node:fs';
import { realExams } from '../../helpers/portal/portal.ts';
import { expect, keepScreenshot, test } from '../fixtures.ts';
import { ExamsPage } from '../pages/exams-page.ts';
import { ViewerWindow } from '../pages/viewer-window.ts';
import { VolumePage } from '../pages/volume-page.ts';
import { signInAsPatient } from '../sign-in.ts';

test.skip(!existsSync(realExams), 'the real exams of ../shared/dicom are not here');
test.use({ portalArgs: ['--dicom', `${realExams}/series`] });

test('real series as volumes: what is corrected is said, and what would mislead is refused', async ({
  portal,
  launch,
}) => {
  test.setTimeout(240_000);
  const app = await launch();
  const shell = await signInAsPatient(app, portal);
  await shell.open('Examens');
  const exams = new ExamsPage(app.shell);

  const open = async (label: string, images: number): Promise<ViewerWindow> => {
    await exams.search.fill(label);
    await expect(
      exams.exams.filter({ has: app.shell.getByRole('heading', { name: label }) }).first(),
    ).toBeVisible();
    await exams.expandAll();
    const exam = exams.exams.filter({ hasText: `${images} image` }).first();
    const viewer = new ViewerWindow(
      await app.viewerFrom(() => exam.getByRole('button', { name: /^Voir les images/ }).click()),
    );
    await viewer.waitForImage();
    await viewer.closeHint();
    return viewer;
  };

  await test.step('a head CT of 140 slices', async () => {
    const viewer = await open('1A TRAUMA/PLAIN HEAD DM', 170);
    await viewer.series.filter({ hasText: '140 image' }).click();
    await viewer.waitForImage();
    const volume = new VolumePage(viewer.page);
    await volume.open();
    await volume.waitUntilDrawn();
    await expect(volume.notes).toHaveCount(0);
    await expect(volume.pane('coronal').locator('.images-edge-top')).toHaveText('H');
    await keepScreenshot(viewer.page, 'volume-real-head');
    await volume.press('space', 'x');
    await volume.waitUntilDrawn(['space']);
    await keepScreenshot(viewer.page, 'volume-real-head-3d');
    await volume.press('space', 'Escape');
    await volume.press('axial', 'Escape');
    // One image alone is no volume, and nothing offers to make one of it.
    await viewer.series
      .filter({ hasText: /\D1 image$/ })
      .first()
      .click();
    await viewer.waitForImage();
    await volume.open();
    await expect(volume.region).toHaveCount(0);
    await viewer.page.close();
  });

  await test.step('a gantry tilt is corrected', async () => {
    const viewer = await open('1A TRAUMA/PLAIN HEAD DM', 54);
    const volume = new VolumePage(viewer.page);
    await volume.open();
    await volume.waitUntilDrawn();
    await expect(volume.notes).toContainText('L’appareil était incliné');
    await keepScreenshot(viewer.page, 'volume-real-tilt');
    await viewer.page.close();
  });

  await test.step('an MR acquired from the side', async () => {
    const viewer = await open('IRM', 196);
    const volume = new VolumePage(viewer.page);
    await volume.open();
    await volume.waitUntilDrawn();
    await expect(volume.pane('axial').locator('.images-edge-top')).toHaveText('A');
    await keepScreenshot(viewer.page, 'volume-real-mr');
    await viewer.page.close();
  });

  await test.step('a mosaic of diffusion images is refused, and the images stay', async () => {
    const viewer = await open('Rorden Rorden Prisma', 48);
    await viewer.series.filter({ hasText: '13 image' }).click();
    await viewer.waitForImage();
    const volume = new VolumePage(viewer.page);
    await volume.open();
    await expect(volume.refusal).toContainText('pas assez de coupes');
    await keepScreenshot(viewer.page, 'volume-real-refused');
    await volume.refusal.getByRole('button', { name: 'Retour aux images' }).click();
    await viewer.waitForImage();
  });
});
