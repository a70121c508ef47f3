import { expectAccessible } from '../../helpers/desktop/axe.ts';
import { expect, keepScreenshot, test } from '../fixtures.ts';
import { ExamsPage } from '../pages/exams-page.ts';
import { ReportPage } from '../pages/report-page.ts';
import { ViewerWindow } from '../pages/viewer-window.ts';
import { signInAsPatient } from '../sign-in.ts';

test('a report stands beside its images, and shows the image that it names', async ({ portal, launch }) => {
  test.setTimeout(180_000);
  const app = await launch();
  const shell = await signInAsPatient(app, portal);
  await shell.open('Examens');
  await new ExamsPage(app.shell).readReport('Scanner du thorax');
  const link = new ReportPage(app.shell).imageLinks.first();
  await expect(link).toHaveAccessibleName(/Voir la série 2, image 87/);

  const viewer = new ViewerWindow(await app.viewerFrom(() => link.click()));
  await viewer.waitForImage();
  await viewer.expectImage(87);
  await viewer.closeHint();
  const report = viewer.page.getByRole('complementary', { name: 'Compte rendu' });
  await expect(report.locator('.textLayer').first()).toContainText('Nodule solide');
  await keepScreenshot(viewer.page, 'report-and-images');
  await expectAccessible(viewer.page, 'report beside its images');

  await test.step('a click in the report shows another image, and the report stays', async () => {
    await viewer.press('Home');
    await viewer.expectImage(1);
    await report
      .getByRole('button', { name: /Voir la série 2, image 87/ })
      .first()
      .click();
    await viewer.expectImage(87);
    await expect(report).toBeVisible();
  });

  await test.step('it closes and opens by the keyboard', async () => {
    await report.getByRole('button', { name: 'Fermer le compte rendu' }).press('Enter');
    await expect(report).toBeHidden();
    const toggle = viewer.page.getByRole('button', { name: 'Compte rendu' });
    await expect(toggle).toBeFocused();
    await toggle.press('Enter');
    await expect(report.getByRole('heading')).toBeFocused();
  });

  await test.step('in a small window it covers the images, and goes when one is chosen', async () => {
    await viewer.page.setViewportSize({ width: 800, height: 600 });
    await keepScreenshot(viewer.page, 'report-and-images-small');
    await report
      .getByRole('button', { name: /Voir la série 2, image 87/ })
      .first()
      .click();
    await expect(report).toBeHidden();
    await viewer.expectImage(87);
  });
});
