import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { answerSaveDialogWith } from '../../helpers/desktop/outside.ts';
import { ExamsPage } from '../pages/exams-page.ts';
import { HomePage } from '../pages/home-page.ts';
import { ReportPage } from '../pages/report-page.ts';
import { expect, test } from '../fixtures.ts';
import { openImages } from '../open-exam.ts';
import { signInAsPatient } from '../sign-in.ts';

test('L3 on signing in: a home page with the new documents available', async ({ portal, launch }) => {
  const app = await launch();
  await signInAsPatient(app, portal);
  const home = new HomePage(app.shell);
  await expect(home.greeting).toBeVisible();
  await expect(home.newDocuments).toHaveCount(3);
  await expect(home.newDocuments.first()).toContainText('Scanner du thorax');

  // Once read, a report is no longer new.
  await home.newDocuments
    .filter({ hasText: 'Ostéodensitométrie' })
    .getByRole('button', { name: /^Lire/ })
    .click();
  await expect(new ReportPage(app.shell).text.first()).not.toBeEmpty();
  await new ReportPage(app.shell).back();
  await expect(home.newDocuments).toHaveCount(2);
});

test('L4 a menu at the left leads to every section', async ({ portal, launch }) => {
  const app = await launch();
  const shell = await signInAsPatient(app, portal);
  const sections = {
    Accueil: 'Bonjour Madame Martin',
    Examens: 'Vos examens',
    'Partages et accès': 'Partages et accès',
    Établissements: 'Établissements',
    'Sur cet ordinateur': 'Sur cet ordinateur',
    'Mon espace': 'Mon espace',
  };
  await expect(shell.menu.getByRole('button')).toHaveCount(Object.keys(sections).length);
  for (const [section, title] of Object.entries(sections)) {
    await shell.open(section);
    await expect(shell.heading).toHaveText(title);
    await expect(shell.menu.getByRole('button', { name: section })).toHaveAttribute('aria-current', 'page');
  }
});

test('L5 the reports and images present on the portal stand as rows of a list', async ({
  portal,
  launch,
}) => {
  const app = await launch();
  const shell = await signInAsPatient(app, portal);
  await shell.open('Examens');
  const exams = new ExamsPage(app.shell);
  await expect(exams.exams.first()).toBeVisible();
  await expect(app.shell.getByText('9 examens')).toBeVisible();
  const thorax = await exams.expand('Scanner du thorax');
  await expect(thorax).toContainText('Compte rendu');
  await expect(thorax).toContainText('261 images');

  // Typing finds, whatever the accents and capitals.
  await exams.search.fill('ECHO');
  await expect(exams.exams.filter({ hasText: 'Scanner' })).toHaveCount(0);
  await expect(exams.exams.first()).toContainText('Écho');
});

test('L6 selecting the row of a report offers to download it and to view it', async ({ portal, launch }) => {
  const app = await launch();
  const shell = await signInAsPatient(app, portal);
  await shell.open('Examens');
  const exams = new ExamsPage(app.shell);
  const exam = await exams.expand('Scanner du thorax');

  const file = join(app.userData, 'compte-rendu.pdf');
  await answerSaveDialogWith(app, file);
  await exam
    .getByRole('button', { name: /^Enregistrer/ })
    .first()
    .click();
  await expect(app.shell.getByText('Le compte rendu est enregistré.')).toBeVisible();
  const bytes = await readFile(file);
  expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');

  await exams.readReport('Scanner du thorax');
  await expect(new ReportPage(app.shell).text.first()).toContainText(/thorax/i);
});

test('L7 images open in a viewer window, in which one moves between them', async ({ portal, launch }) => {
  const app = await launch();
  const viewer = await openImages(app, portal, 'IRM du genou droit');
  await viewer.closeHint();
  await expect(viewer.series).not.toHaveCount(1);
  await viewer.press('End');
  const last = Number(await viewer.viewport.getAttribute('data-count'));
  await viewer.expectImage(last);
  await viewer.press('ArrowUp');
  await viewer.expectImage(last - 1);
  await viewer.selectSeries(/./);
  await viewer.waitForImage();
});
