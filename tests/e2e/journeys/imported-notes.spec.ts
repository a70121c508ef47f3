import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { LocalExamsPage } from '../pages/local-exams-page.ts';
import { ViewerWindow } from '../pages/viewer-window.ts';
import { expect, keepScreenshot, sharedDicom as shared, test } from '../without-portal.ts';

test.skip(!existsSync(shared), 'needs the shared DICOM test data');

test('what is measured and marked on an imported exam is there again after a restart', async ({ start }) => {
  const app = await start();
  const page = new LocalExamsPage(app.shell);
  await page.bring(app.electron, join(shared, 'series/ct-3slice-with-seg'));
  const viewer = new ViewerWindow(await app.viewerFrom(() => page.view('Scanner')));
  await viewer.waitForImage();
  await viewer.closeHint();
  await viewer.chooseFromMenu('Vue médecin');
  await viewer.press('End');
  await viewer.expectImage(3);
  await viewer.waitForImage();
  await viewer.tool('Longueur').click();
  await viewer.clickOn([0.4, 0.4], [0.6, 0.4]);
  await expect(viewer.notes).toHaveText([/^Longueur\s: [\d,]+\smm$/]);
  const length = await viewer.notes.first().innerText();
  await viewer.press('Control+d');
  await expect(viewer.viewport).toContainText('Image clé');
  await viewer.page.close({ runBeforeUnload: true });
  await app.quit();

  const again = await start({ userData: app.userData });
  const list = new LocalExamsPage(again.shell);
  await list.showImported.click();
  const reopened = new ViewerWindow(await again.viewerFrom(() => list.view('Scanner')));
  await reopened.waitForImage();
  // Notes are read behind the image: the key counts once they are.
  await expect(async () => {
    await reopened.press('Control+ArrowDown');
    await expect(reopened.viewport).toHaveAttribute('data-image', '3', { timeout: 1_000 });
  }).toPass();
  await expect(reopened.viewport).toContainText('Image clé');
  // Their list stands beside the tools that draw.
  await reopened.tool('Longueur').click();
  await expect(reopened.notes).toHaveText([length]);
  await keepScreenshot(reopened.page, 'imported-notes');
});
