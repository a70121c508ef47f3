import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { answerSaveDialogWith } from '../../helpers/outside.ts';
import { expect, keepScreenshot, test } from '../fixtures.ts';
import { ExamsPage } from '../pages/exams-page.ts';
import { ExportDialog } from '../pages/export-dialog.ts';
import { LocalExamsPage, pickInDialog } from '../pages/local-exams-page.ts';
import { signInAsPatient } from '../sign-in.ts';

const run = promisify(execFile);
const shared = join(import.meta.dirname, '../../../../shared/dicom');
const nowhere = 'http://127.0.0.1:9';

let folder: string;
test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'emage-export-'));
});
test.afterEach(() => rm(folder, { recursive: true, force: true }));

const filesUnder = async (root: string): Promise<string[]> =>
  (await readdir(root, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

test.describe('without a portal', () => {
  test.skip(!existsSync(shared), 'needs the shared DICOM test data');

  test('a CD comes in, goes out again, and dcmtk and GDCM read it', async ({ launch }) => {
    const app = await launch({ portalAddress: nowhere });
    const { shell, electron } = app;
    const page = new LocalExamsPage(shell);
    await pickInDialog(electron, [join(shared, 'dicomdir/patient-cd')]);
    await page.openDisc.click();
    await expect(page.panel).toContainText('23 images ont été ajoutées');
    await page.closePanel();

    await page
      .exam('Pharm Stress')
      .getByRole('button', { name: /^Exporter/ })
      .click();
    const dialog = new ExportDialog(shell);
    await keepScreenshot(shell, 'export-form');
    await pickInDialog(electron, [folder]);
    await dialog.start.click();
    await expect(dialog.dialog).toContainText('4 images ont été exportées.');
    await keepScreenshot(shell, 'export-done');
    await dialog.done.click();

    const [name = ''] = await readdir(folder);
    expect(name).toMatch(/^Examen - Pharm Stress - 2001-12-1\d$/);
    const root = join(folder, name);
    const images = (await filesUnder(root)).filter((path) => /IM\d{6}$/.test(path));
    expect(images).toHaveLength(4);
    await run('dcmftest', [join(root, 'DICOMDIR'), ...images]);
    await run('dcmdump', ['-q', join(root, 'DICOMDIR')]);
    for (const image of images) await run('gdcminfo', [image]);
  });

  test('a protected archive opens again with its passphrase, and not without', async ({ launch }) => {
    const app = await launch({ portalAddress: nowhere });
    const { shell, electron } = app;
    const page = new LocalExamsPage(shell);
    await pickInDialog(electron, [join(shared, 'dicomdir/patient-cd')]);
    await page.openDisc.click();
    await expect(page.panel).toContainText('23 images ont été ajoutées');
    await page.closePanel();

    await page
      .exam('Pharm Stress')
      .getByRole('button', { name: /^Exporter/ })
      .click();
    const dialog = new ExportDialog(shell);
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
});

test('an exam of the portal goes out with its report', async ({ portal, launch }) => {
  const app = await launch();
  const shell = await signInAsPatient(app, portal);
  await shell.open('Examens');
  const exam = await new ExamsPage(app.shell).expand('Radiographie du thorax');
  await exam.getByRole('button', { name: /^Exporter/ }).click();
  const dialog = new ExportDialog(app.shell);
  await pickInDialog(app.electron, [folder]);
  await dialog.start.click();
  await expect(dialog.dialog).toContainText(/a été exportée|ont été exportées/);
  await dialog.done.click();
  const files = await filesUnder(folder);
  expect(files.filter((path) => /COMPTES-RENDUS.*\.pdf$/.test(path)).length).toBeGreaterThan(0);
  expect(files.some((path) => path.endsWith('DICOMDIR'))).toBe(true);
});

test('imported exams stand beside those that are kept, for whoever is signed in', async ({
  portal,
  launch,
}) => {
  test.skip(!existsSync(shared), 'needs the shared DICOM test data');
  const app = await launch();
  const shell = await signInAsPatient(app, portal);
  await shell.open('Sur cet ordinateur');
  const page = new LocalExamsPage(app.shell);
  await pickInDialog(app.electron, [join(shared, 'dicomdir/pydicom-cd')]);
  await page.openDisc.click();
  await expect(page.panel).toContainText('31 images ont été ajoutées');
  await keepScreenshot(app.shell, 'import-signed-in');
  await expect(page.exams).not.toHaveCount(0);
});
