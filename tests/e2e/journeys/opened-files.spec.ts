import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { filesUnder } from '../../helpers/files-under.ts';
import { zipOf } from '../../../src-main/library/import/testing.ts';
import { dropFiles } from '../../helpers/desktop/drop-files.ts';
import { LocalExamsPage } from '../pages/local-exams-page.ts';
import { ViewerWindow } from '../pages/viewer-window.ts';
import { expect, keepScreenshot, sharedDicom as shared, test } from '../without-portal.ts';

// What comes by the system: dropped on the window, opened by its name, or by a second start of the program.

test.skip(!existsSync(shared), 'needs the shared DICOM test data');

const image = join(shared, 'dicomdir/pydicom-cd/77654033/CR1/6154');
const cd = join(shared, 'dicomdir/pydicom-cd');

const zipOfFolder = async (root: string, target: string): Promise<void> => {
  const files: Record<string, Uint8Array> = {};
  for (const path of await filesUnder(root)) files[path.slice(root.length + 1)] = await readFile(path);
  await writeFile(target, await zipOf(files));
};

test('files, a folder and an archive dropped on the window are imported', async ({ start, folder }) => {
  const app = await start();
  const { shell } = app;
  const page = new LocalExamsPage(shell);
  await expect(page.openDisc).toBeVisible();

  await dropFiles(shell, [image], () => keepScreenshot(shell, 'drop-over'));
  await expect(page.panel).toContainText('1 image a été ajoutée');
  await page.closePanel();

  await dropFiles(shell, [cd]);
  await expect(page.panel).toContainText('30 images ont été ajoutées');
  await page.closePanel();

  const archive = join(folder, 'cd.zip');
  await zipOfFolder(join(shared, 'dicomdir/patient-cd'), archive);
  await dropFiles(shell, [archive]);
  await expect(page.panel).toContainText('23 images ont été ajoutées');
  await page.closePanel();
  const viewer = new ViewerWindow(await app.viewerFrom(() => page.view('Pharm Stress')));
  await viewer.waitForImage();

  // On a window of images as well: it is brought to this computer, and the window that shows it comes forward.
  const isShellVisible = (): Promise<boolean> =>
    app.electron.evaluate(
      ({ BrowserWindow }, url) =>
        BrowserWindow.getAllWindows().some(
          (window) => window.webContents.getURL() === url && window.isVisible(),
        ),
      shell.url(),
    );
  await app.electron.evaluate(({ BrowserWindow }, url) => {
    for (const window of BrowserWindow.getAllWindows())
      if (window.webContents.getURL() === url) window.hide();
  }, shell.url());
  expect(await isShellVisible()).toBe(false);
  await dropFiles(viewer.page, [join(shared, 'encapsulated/pdf.dcm')], () =>
    keepScreenshot(viewer.page, 'drop-over-viewer'),
  );
  await expect.poll(isShellVisible).toBe(true);
  await expect(page.panel).toContainText('1 image a été ajoutée');
  await expect(viewer.page.locator('canvas').first()).toBeVisible();
});

test('what the system opens is imported: with the start, by a second start, and as macOS asks', async ({
  start,
  folder,
}) => {
  const app = await start({ filesToOpen: [image] });
  const page = new LocalExamsPage(app.shell);
  await expect(page.panel).toContainText('1 image a été ajoutée');
  await page.closePanel();

  await app.open(cd);
  await expect(page.panel).toContainText('30 images ont été ajoutées');
  await page.closePanel();

  const archive = join(folder, 'cd.zip');
  await zipOfFolder(join(shared, 'dicomdir/patient-cd'), archive);
  await app.electron.evaluate(({ app: program }, path) => {
    program.emit('open-file', { preventDefault: () => undefined }, path);
  }, archive);
  await expect(page.panel).toContainText('23 images ont été ajoutées');
  await expect(app.shell.locator('.local-patient')).toHaveCount(6);
});
