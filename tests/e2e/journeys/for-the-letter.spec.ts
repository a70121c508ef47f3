import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { windowsSeen } from '../../helpers/desktop/app.ts';
import { expectAccessible } from '../../helpers/desktop/axe.ts';
import { answerSaveDialogWith } from '../../helpers/desktop/outside.ts';
import { clipboardPicture, printedBy } from '../../helpers/desktop/paper.ts';
import { expect, keepScreenshot, test } from '../fixtures.ts';
import { openRecord } from '../open-exam.ts';
import { ExportDialog } from '../pages/export-dialog.ts';
import { PictureDialogs } from '../pages/picture-dialogs.ts';
import { ReportPage } from '../pages/report-page.ts';
import { ViewerWindow } from '../pages/viewer-window.ts';

const artefacts = join(import.meta.dirname, '../../../artefacts/screenshots');

test('for the letter: the report’s text, a key image with or without the name, images on paper, the exam itself', async ({
  portal,
  launch,
}) => {
  test.setTimeout(240_000);
  const app = await launch();
  const patients = await openRecord(app, portal);
  const exam = patients.exam('IRM du genou droit');

  await test.step('the report’s text', async () => {
    await exam.getByRole('button', { name: /^Lire le compte rendu/ }).click();
    await expect(new ReportPage(app.shell).text.first()).not.toBeEmpty();
    await app.shell.getByRole('button', { name: /^Copier le texte/ }).click();
    await expect(app.shell.getByText('Le texte du compte rendu est copié.')).toBeVisible();
    const text = await app.electron.evaluate(({ clipboard }) => clipboard.readText());
    expect(text).toContain('genou');
    expect(text.split('\n').length).toBeGreaterThan(5);
    await new ReportPage(app.shell).back();
  });

  const viewer = new ViewerWindow(
    await app.viewerFrom(() => exam.getByRole('button', { name: /^Voir les images/ }).click()),
  );
  await viewer.waitForImage();
  await viewer.closeHint();
  const dialogs = new PictureDialogs(viewer.page);
  const corner = { right: 0.42, bottom: 0.1 };

  await test.step('an image, with the name and the date, and without', async () => {
    await viewer.press('Control+c');
    await expect(viewer.page.getByText('L’image est copiée, avec le nom et la date.')).toBeVisible();
    const named = await clipboardPicture(app, corner);
    expect(named.width).toBeGreaterThan(1000);

    await viewer.press('Control+s');
    await expect(dialogs.preview).toBeVisible();
    await keepScreenshot(viewer.page, 'letter-image-named');
    await expectAccessible(viewer.page, 'image for a letter');
    await dialogs.named.click();
    await expect(dialogs.letter).toContainText('un appareil peut y avoir écrit un nom');
    await keepScreenshot(viewer.page, 'letter-image-unnamed');
    await dialogs.button('Copier l’image').click();
    await expect(viewer.page.getByText('L’image est copiée, sans le nom ni la date.')).toBeVisible();
    const unnamed = await clipboardPicture(app, corner);
    expect(unnamed.width).toBe(named.width);
    expect(unnamed.light).toBeLessThan(named.light);

    const file = join(app.userData, 'image.png');
    await answerSaveDialogWith(app, file);
    await viewer.press('Control+s');
    await dialogs.button('Enregistrer l’image…').click();
    await expect(viewer.page.getByText('C’est enregistré.')).toBeVisible();
    expect([...(await readFile(file)).subarray(1, 4)]).toEqual([...Buffer.from('PNG')]);
  });

  await test.step('key images on paper, as many on a page as is wanted', async () => {
    for (const key of ['Home', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'End']) {
      await viewer.press(key);
      // Marked is what is seen: the image that was asked for must be there.
      await expect(viewer.tool('Image clé')).toHaveAttribute('aria-pressed', 'false');
      await viewer.press('Control+d');
      await expect(viewer.tool('Image clé')).toHaveAttribute('aria-pressed', 'true');
    }
    await viewer.press('Control+p');
    await expect(dialogs.preview).toBeVisible();
    await dialogs.paper.getByText('Les 7 images clés').click();
    await expect(dialogs.paper.getByText('Page 1 sur 2')).toBeVisible();
    await expect(dialogs.choice('6')).toBeChecked();
    await dialogs.named.click();
    await dialogs.button('Page suivante').click();
    await expect(dialogs.paper.getByText('Page 2 sur 2')).toBeVisible();
    await dialogs.button('Page précédente').click();
    await expect(dialogs.stale).toHaveCount(0);
    await keepScreenshot(viewer.page, 'letter-print');
    await expectAccessible(viewer.page, 'print images');
    const six = await printedBy(app, viewer.page, join(artefacts, 'letter-print-6.pdf'), () =>
      dialogs.button('Imprimer…').click(),
    );
    expect(six.pages).toBe(2);
    await expect(dialogs.paper).toBeHidden();
    await expect(viewer.viewport).toBeFocused();

    await viewer.press('Control+p');
    await dialogs.paper.getByText('L’image choisie').click();
    await dialogs.paper.getByText('1', { exact: true }).click();
    const one = await printedBy(app, viewer.page, join(artefacts, 'letter-print-1.pdf'), () =>
      dialogs.button('Imprimer…').click(),
    );
    expect(one.pages).toBe(1);
    await viewer.page.setViewportSize({ width: 800, height: 600 });
    await viewer.press('Control+p');
    await keepScreenshot(viewer.page, 'letter-print-small');
    await viewer.page.keyboard.press('Escape');
  });

  await test.step('the exam, for the doctor’s own system', async () => {
    await exam.getByRole('button', { name: /^Exporter/ }).click();
    const dialog = new ExportDialog(app.shell);
    await expect(dialog.start).toBeVisible();
    await expect(dialog.dialog).toContainText('tous les lecteurs d’images médicales l’ouvrent');
    await expectAccessible(app.shell, 'export from the time line');
  });
});

test('an exam and its prior stand side by side in one window', async ({ portal, launch }) => {
  test.setTimeout(180_000);
  const app = await launch();
  const patients = await openRecord(app, portal);
  const newest = patients.exam('Scanner du thorax').first();
  const compare = newest.getByRole('button', { name: /^Comparer/ });
  const viewer = new ViewerWindow(await app.viewerFrom(() => compare.click()));
  await expect(viewer.viewports).toHaveCount(2);
  for (const at of [0, 1])
    await expect(viewer.viewports.nth(at)).toHaveAttribute('data-state', 'shown', { timeout: 30_000 });
  await viewer.closeHint();
  await keepScreenshot(viewer.page, 'doctor-compare');
  await expectAccessible(viewer.page, 'an exam beside its prior');

  await test.step('asked for again, it is the same window', async () => {
    await compare.click();
    await expect(viewer.viewports).toHaveCount(2);
    expect(windowsSeen(app.electron)).toHaveLength(2);
  });
});
