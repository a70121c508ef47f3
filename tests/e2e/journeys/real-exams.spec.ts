import { existsSync } from 'node:fs';
import { realExams } from '../../helpers/portal/portal.ts';
import { Shell } from '../pages/shell.ts';
import { SignInPage } from '../pages/sign-in-page.ts';
import { ViewerWindow } from '../pages/viewer-window.ts';
import { ExamsPage } from '../pages/exams-page.ts';
import { expect, keepScreenshot, test } from '../fixtures.ts';

test.skip(!existsSync(realExams), 'the real exams of ../shared/dicom are not here');
test.use({ portalArgs: ['--dicom', `${realExams}/series`] });

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
      await viewer.page.close();
    });
  }
});
