import { existsSync } from 'node:fs';
import { cp, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { answerSaveDialogWith } from '../../helpers/desktop/outside.ts';
import { LocalExamsPage, pickInDialog } from '../pages/local-exams-page.ts';
import { ViewerWindow } from '../pages/viewer-window.ts';
import { expect, keepScreenshot, sharedDicom as shared, test } from '../without-portal.ts';

test.skip(!existsSync(shared), 'needs the shared DICOM test data');

test('a CD shows without an account, a portal or a network', async ({ start }) => {
  const app = await start();
  const { shell, electron } = app;
  const page = new LocalExamsPage(shell);
  await expect(page.openDisc).toBeVisible();
  await keepScreenshot(shell, 'import-sign-in');
  await pickInDialog(electron, [join(shared, 'dicomdir/patient-cd')]);
  await page.openDisc.click();

  await expect(page.heading).toBeVisible();
  await expect(page.panel).toContainText('images ont été ajoutées sur cet ordinateur');
  await expect(page.panel).toContainText('4 autres fichiers ne sont pas des images médicales');
  await keepScreenshot(shell, 'import-done');
  await page.closePanel();
  await expect(shell.locator('.local-patient')).toHaveCount(4);
  await keepScreenshot(shell, 'import-list');

  const viewer = new ViewerWindow(await app.viewerFrom(() => page.view('Scanner')));
  await viewer.waitForImage();
  await keepScreenshot(viewer.page, 'import-viewer');

  await page.exams
    .first()
    .getByRole('button', { name: /^Retirer/ })
    .click();
  await shell.getByRole('alertdialog').getByRole('button', { name: 'Retirer' }).click();
  await expect(shell.locator('.local-patient')).toHaveCount(3);
});

test('a disc that is put in is offered, and its pictures open', async ({ start, folder }) => {
  const { shell } = await start();
  const page = new LocalExamsPage(shell);
  await expect(page.openDisc).toBeVisible();
  await expect(page.disc).toHaveCount(0);
  await cp(join(shared, 'dicomdir/pydicom-cd'), join(folder, 'volumes/CD_DURAND'), { recursive: true });
  await expect(page.disc).toContainText('CD_DURAND', { timeout: 15_000 });
  await keepScreenshot(shell, 'import-disc');
  await page.disc.getByRole('button', { name: 'Voir les images de ce disque' }).click();
  await expect(page.panel).toContainText('31 images ont été ajoutées');
  await expect(shell.locator('.local-patient')).toHaveCount(2);
});

test('damaged files are named with what is wrong, and the rest comes in', async ({ start }) => {
  const { shell, electron } = await start();
  const page = new LocalExamsPage(shell);
  await pickInDialog(electron, [join(shared, 'broken')]);
  await page.openDisc.click();
  await expect(page.panel).toContainText(/fichiers n’ont pas pu être ajoutés/);
  await page.panel.getByText('Fichier incomplet : la fin manque').click();
  await expect(page.panel.getByText('MR_truncated.dcm')).toBeVisible();
  // Of a film what is left comes in.
  await expect(page.panel).toContainText(/séries? d’images (est|sont) incomplètes?\s: la fin manque/);
  await page.panel.getByText('Voir la liste').click();
  await expect(page.panel.getByText('trunc-multiframe-cine.dcm')).toBeVisible();
  await keepScreenshot(shell, 'import-left-out');
});

test('a folder without images is an error with a way on', async ({ start, folder }) => {
  const { shell, electron } = await start();
  const page = new LocalExamsPage(shell);
  await mkdir(join(folder, 'vide'));
  await pickInDialog(electron, [join(folder, 'vide')]);
  await page.openDisc.click();
  await expect(page.panel).toContainText('Aucune image médicale n’a été trouvée.');
  await keepScreenshot(shell, 'import-nothing');
  await pickInDialog(electron, [join(shared, 'dicomdir/pydicom-cd')]);
  await page.panel.getByRole('button', { name: 'Choisir un autre CD ou dossier' }).click();
  await expect(page.panel).toContainText('31 images ont été ajoutées');
});

test('a report on a disc is a report: it is listed, read and saved', async ({ start, folder }) => {
  const app = await start();
  const { shell, electron } = app;
  const page = new LocalExamsPage(shell);
  await page.bring(electron, join(shared, 'encapsulated/pdf.dcm'));
  const exam = page.exams.first();
  await expect(exam).toContainText('1 compte rendu');
  await expect(exam.getByRole('button', { name: /^Voir les images/ })).toHaveCount(0);
  await keepScreenshot(shell, 'import-report-listed');
  await exam.getByRole('button', { name: /^Lire/ }).click();
  await expect(shell.locator('.pdfViewer canvas').first()).toBeVisible();
  await keepScreenshot(shell, 'import-report-read');
  const saved = join(folder, 'compte rendu.pdf');
  await answerSaveDialogWith(app, saved);
  await shell.getByRole('button', { name: 'Enregistrer', exact: true }).first().click();
  await expect.poll(() => existsSync(saved)).toBe(true);
  expect((await readFile(saved)).subarray(0, 5).toString()).toBe('%PDF-');
  await shell.getByRole('button', { name: 'Retour' }).click();
  await expect(page.heading).toBeVisible();
});
