import { existsSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import sharp, { type Sharp } from 'sharp';
import { expectAccessible } from '../../helpers/desktop/axe.ts';
import { answerSaveDialogWith } from '../../helpers/desktop/outside.ts';
import { LocalExamsPage, pickInDialog } from '../pages/local-exams-page.ts';
import { SavingDialog } from '../pages/saving-dialog.ts';
import { ViewerWindow } from '../pages/viewer-window.ts';
import { expect, keepScreenshot, sharedDicom as shared, test } from '../without-portal.ts';

test.skip(!existsSync(shared), 'needs the shared DICOM test data');

/** Plays a film to its end in a window of ours, and answers what it is. */
const played = (page: Page, bytes: Buffer): Promise<{ width: number; height: number; seconds: number }> =>
  page.evaluate(async (base64) => {
    const blob = await (await fetch(`data:video/mp4;base64,${base64}`)).blob();
    const video = document.createElement('video');
    video.muted = true;
    video.src = URL.createObjectURL(blob);
    await new Promise<void>((resolve, reject) => {
      video.addEventListener('ended', () => resolve(), { once: true });
      video.addEventListener('error', () => reject(new Error(video.error?.message)), { once: true });
      void video.play();
    });
    return { width: video.videoWidth, height: video.videoHeight, seconds: video.duration };
  }, bytes.toString('base64'));

test('an image, a series and a clip are saved as other programs open them', async ({ start, folder }) => {
  test.setTimeout(180_000);
  const app = await start();
  const { shell, electron } = app;
  const page = new LocalExamsPage(shell);
  await page.bring(electron, join(shared, 'dicomdir/patient-cd'));

  await test.step('one image, whole and as it is lit and turned', async () => {
    const viewer = new ViewerWindow(await app.viewerFrom(() => page.view('Scanner')));
    await viewer.waitForImage();
    await viewer.closeHint();
    const dialog = new SavingDialog(viewer.page);
    const upright = join(folder, 'debout.png');
    await answerSaveDialogWith(app, upright);
    await viewer.chooseFromMenu('Enregistrer la série ou une vidéo…');
    await keepScreenshot(viewer.page, 'saving-form');
    await expectAccessible(viewer.page, 'saving images');
    await dialog.marks.click();
    await dialog.start.click();
    await expect(dialog.dialog).toContainText('L’image est enregistrée.');
    await dialog.done.click();

    const turned = join(folder, 'tournee.png');
    await answerSaveDialogWith(app, turned);
    await viewer.press('o');
    await viewer.press('Control+Shift+S');
    await dialog.marks.click();
    await dialog.start.click();
    await expect(dialog.dialog).toContainText('L’image est enregistrée.');
    await dialog.done.click();
    const raw = (from: Sharp): Promise<Buffer> => from.greyscale().raw().toBuffer();
    const { width, height } = await sharp(upright).metadata();
    expect([width, height]).toEqual([512, 512]);
    // Pixel by pixel the same, a quarter further.
    expect((await raw(sharp(upright).rotate(90))).equals(await raw(sharp(turned)))).toBe(true);
    expect((await sharp(upright).stats()).channels[0]?.stdev).toBeGreaterThan(10);
    await viewer.page.close();
  });

  await test.step('a series, as a folder of pictures', async () => {
    const viewer = new ViewerWindow(await app.viewerFrom(() => page.view('IRM')));
    await viewer.waitForImage();
    await viewer.closeHint();
    const count = Number(await viewer.viewport.getAttribute('data-count'));
    expect(count).toBeGreaterThan(1);
    const dialog = new SavingDialog(viewer.page);
    await viewer.press('Control+Shift+S');
    await dialog.choose(/^Toute la série/);
    await dialog.choose(/^JPEG/);
    await pickInDialog(electron, [folder]);
    await dialog.start.click();
    await expect(dialog.dialog).toContainText(`${count} images sont enregistrées.`);
    await keepScreenshot(viewer.page, 'saving-done');
    await dialog.done.click();
    const [name = ''] = (await readdir(folder)).filter((each) => !/^(volumes|.*\.png)$/.test(each));
    const files = await readdir(join(folder, name));
    expect(files).toHaveLength(count);
    expect(files).toContain('image 001.jpg');
    const pictures = await Promise.all(files.map((file) => readFile(join(folder, name, file))));
    expect(new Set(pictures.map((bytes) => bytes.toString('base64'))).size).toBe(count);
    await writeFile(
      join(import.meta.dirname, '../../../artefacts/screenshots/saved-image.jpg'),
      pictures[0]!,
    );
    await viewer.page.close();
  });

  await test.step('a clip, as a film that keeps its time', async () => {
    const viewer = new ViewerWindow(await app.viewerFrom(() => page.view('Pharm Stress')));
    await viewer.waitForImage();
    await viewer.closeHint();
    const dialog = new SavingDialog(viewer.page);
    await viewer.press('Control+Shift+S');
    await expect(dialog.dialog.getByRole('radio', { name: /^Une vidéo/ })).toBeChecked();
    await keepScreenshot(viewer.page, 'saving-film');
    const film = join(folder, 'film');
    await answerSaveDialogWith(app, film);
    await dialog.start.click();
    await expect(dialog.dialog).toContainText('La vidéo est enregistrée.', { timeout: 60_000 });
    await dialog.done.click();
    const { width, height, seconds } = await played(viewer.page, await readFile(film));
    // Forty frames of 40 ms each, of 384 × 288 pixels made larger.
    await viewer.waitForImage();
    await expect(viewer.viewport).toHaveAttribute('data-count', '40');
    expect(seconds).toBeCloseTo(1.6, 1);
    expect([width, height]).toEqual([768, 576]);
    await viewer.page.close();
  });
});
