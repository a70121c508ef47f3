import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { TestApp } from '../../helpers/desktop/app.ts';
import { filesUnder } from '../../helpers/files-under.ts';
import { answerSaveDialogWith } from '../../helpers/desktop/outside.ts';
import { LocalExamsPage, pickInDialog } from '../pages/local-exams-page.ts';
import { expect, keepScreenshot, sharedDicom as shared, test } from '../without-portal.ts';

const run = promisify(execFile);

test.skip(!existsSync(shared), 'needs the shared DICOM test data');

/** One exam of a CD, about to be taken out again. */
async function exportOf(app: TestApp) {
  const { shell, electron } = app;
  const page = new LocalExamsPage(shell);
  await page.bring(electron, join(shared, 'dicomdir/patient-cd'));
  return { app, shell, electron, page, dialog: await page.takeOut('Pharm Stress') };
}

test('a CD comes in, goes out again, and dcmtk and GDCM read it', async ({ start, folder }) => {
  const { shell, electron, dialog } = await exportOf(await start());
  await keepScreenshot(shell, 'export-form');
  await pickInDialog(electron, [folder]);
  await dialog.start.click();
  await expect(dialog.dialog).toContainText('4 images ont été exportées.');
  await keepScreenshot(shell, 'export-done');
  await dialog.done.click();

  const [name = ''] = (await readdir(folder)).filter((each) => each !== 'volumes');
  expect(name).toMatch(/^Examen - Pharm Stress - 2001-12-1\d$/);
  const root = join(folder, name);
  const images = (await filesUnder(root)).filter((path) => /IM\d{6}$/.test(path));
  expect(images).toHaveLength(4);
  await run('dcmftest', [join(root, 'DICOMDIR'), ...images]);
  await run('dcmdump', ['-q', join(root, 'DICOMDIR')]);
  for (const image of images) await run('gdcminfo', [image]);
});

test('a protected archive opens again with its passphrase, and not without', async ({ start, folder }) => {
  const { app, shell, electron, page, dialog } = await exportOf(await start());
  await dialog.format('Dans une archive protégée, pour un médecin').click();
  await dialog.deidentify.click();
  await expect(dialog.dialog).toContainText('Un nom peut être écrit dans l’image elle-même.');
  await dialog.deidentify.click();
  const passphrase = await dialog.passphrase.innerText();
  expect(passphrase).toMatch(/^(\w{4}-){4}\w{4}$/);
  await keepScreenshot(shell, 'export-passphrase');
  const archive = join(folder, 'examen.zip');
  await answerSaveDialogWith(app, archive);
  await dialog.start.click();
  await expect(dialog.dialog).toContainText('4 images ont été exportées.');
  await expect(dialog.passphrase).toHaveText(passphrase);
  await keepScreenshot(shell, 'export-passphrase-again');
  await dialog.done.click();

  await pickInDialog(electron, [archive]);
  await page.openFile.click();
  await expect(page.panel).toContainText('« examen.zip » est protégé');
  await keepScreenshot(shell, 'import-locked');
  await page.unlock('pas la bonne');
  await expect(page.panel).toContainText('Cette phrase secrète n’ouvre pas l’archive.');
  await page.unlock(passphrase);
  await expect(page.panel).toContainText('Tout était déjà sur cet ordinateur.');
});
