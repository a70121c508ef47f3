import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { filesUnder } from '../../helpers/files-under.ts';
import { expect, keepScreenshot, test } from '../fixtures.ts';
import { ExamsPage } from '../pages/exams-page.ts';
import { ExportDialog } from '../pages/export-dialog.ts';
import { LocalExamsPage, pickInDialog } from '../pages/local-exams-page.ts';
import { signInAsPatient } from '../sign-in.ts';
import { sharedDicom as shared } from '../without-portal.ts';

let folder: string;
test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'emage-export-'));
});
test.afterEach(() => rm(folder, { recursive: true, force: true }));

test('an exam of the portal goes out with its report', async ({ portal, launch }) => {
  const app = await launch();
  const shell = await signInAsPatient(app, portal);
  await shell.open('Examens');
  const exam = await new ExamsPage(app.shell).expand('Radiographie du thorax');
  await exam.getByRole('button', { name: /^Exporter/ }).click();
  const dialog = new ExportDialog(app.shell);
  // A USB key that was pulled out meanwhile.
  await pickInDialog(app.electron, [join(folder, 'gone')]);
  await dialog.start.click();
  await expect(dialog.dialog).toContainText('L’endroit choisi n’a pas pu recevoir les fichiers');
  await dialog.again.click();
  await pickInDialog(app.electron, [folder]);
  await dialog.start.click();
  await expect(dialog.dialog).toContainText(/a été exportée|ont été exportées/);
  await dialog.done.click();
  const files = await filesUnder(folder);
  expect(files.filter((path) => /COMPTES-RENDUS.*\.pdf$/.test(path)).length).toBeGreaterThan(0);
  expect(files.some((path) => path.endsWith('DICOMDIR'))).toBe(true);
});

test('without a network, what is not kept here is said before a place is asked for', async ({
  portal,
  launch,
}) => {
  const app = await launch();
  const shell = await signInAsPatient(app, portal);
  await shell.open('Examens');
  const exam = await new ExamsPage(app.shell).expand('Radiographie du thorax');
  await portal.stop();
  // Nobody answers a system's dialog here: one that opened would stay.
  await exam
    .getByRole('button', { name: /^Enregistrer/ })
    .first()
    .click();
  // What did not come through has the application look at once: it knows by the next try.
  const notKept = 'Ce que vous demandez n’est pas gardé sur cet ordinateur.';
  await expect(app.shell.getByText(notKept)).toBeVisible();
  await expect(app.shell.getByText('Hors ligne')).toBeVisible();
  // Said again it would stand once: only one that comes anew shows that it was said.
  await app.shell.getByRole('alertdialog').getByRole('button', { name: 'Fermer' }).click();
  await expect(app.shell.getByText(notKept)).toHaveCount(0);
  await exam.getByRole('button', { name: /^Exporter/ }).click();
  await new ExportDialog(app.shell).start.click();
  await expect(app.shell.getByText(notKept)).toBeVisible();
  await keepScreenshot(app.shell, 'offline-export');
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
