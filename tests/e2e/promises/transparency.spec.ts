import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PortalClient } from '../../helpers/portal/portal-client.ts';
import { breakGlassOverHttp } from '../../helpers/portal/temporary-access.ts';
import { answerSaveDialogWith, handedOver, keepExternalLinks } from '../../helpers/desktop/outside.ts';
import { expect, test } from '../fixtures.ts';
import { signInAsPatient } from '../sign-in.ts';

test('L9 a section lists the establishments that share their patients’ imaging', async ({
  portal,
  launch,
}) => {
  const app = await launch();
  const shell = await signInAsPatient(app, portal);
  await shell.open('Établissements');
  const mine = app.shell.getByRole('region', { name: 'Où vous avez passé un examen' });
  await expect(mine.getByRole('article', { name: /CHRU de Nancy/ })).toBeVisible();
  await app.shell.getByRole('searchbox').fill('nancy');
  await expect(app.shell.getByRole('article').first()).toContainText('Nancy');
  const found = await app.shell.getByRole('article').count();
  await app.shell.getByRole('searchbox').fill('');
  await expect.poll(() => app.shell.getByRole('article').count()).toBeGreaterThan(found);

  await test.step('its telephone and its place on a map are one press away', async () => {
    await keepExternalLinks(app);
    const hospital = mine.getByRole('article', { name: /CHRU de Nancy/ });
    await hospital.getByRole('button', { name: /appeler CHRU de Nancy/ }).click();
    await hospital.getByRole('button', { name: /^Voir le plan/ }).click();
    await expect.poll(() => handedOver(app)).toHaveLength(2);
    const [telephone, map] = await handedOver(app);
    expect(telephone).toMatch(/^tel:\+?\d{9,}$/);
    expect(new URL(map ?? '').host).toBe('www.openstreetmap.org');
    expect(new URL(map ?? '').searchParams.get('query')).toContain('CHRU de Nancy');
  });
});

test('L10 a personal space, the history of accesses included', async ({ portal, launch }) => {
  const app = await launch();
  const shell = await signInAsPatient(app, portal);
  await shell.open('Mon espace');
  await expect(app.shell.getByText('jeanne.martin', { exact: true })).toBeVisible();
  await expect(app.shell.getByRole('tab', { name: 'Historique' })).toBeVisible();
});

test('L11 « Professionnels » names those who may access the record, and says that it does not mean they did', async ({
  portal,
  launch,
}) => {
  const app = await launch();
  const shell = await signInAsPatient(app, portal);
  await shell.open('Mon espace');
  await app.shell.getByRole('tab', { name: 'Professionnels' }).click();
  for (const group of ['Vos correspondants', 'Les radiologues', 'Les administrateurs de la plateforme'])
    await expect(app.shell.getByRole('region', { name: group }).getByRole('listitem')).not.toHaveCount(0);
  await expect(app.shell.getByText(/ne (signifie|veut) pas/)).toBeVisible();
});

test('L12 « Accès temporaire » marks those who broke the glass in an emergency', async ({
  portal,
  launch,
}) => {
  const professionals = portal.accounts.filter(({ kind }) => kind === 'professional');
  const emergency = professionals.at(-1)!;
  const reason = 'Douleur thoracique aiguë, antériorités indispensables.';
  const broken = await breakGlassOverHttp(portal, emergency, reason);
  expect(broken.status).toBeLessThan(300);

  const app = await launch();
  const shell = await signInAsPatient(app, portal);
  await shell.open('Mon espace');
  await app.shell.getByRole('tab', { name: 'Professionnels' }).click();
  const temporary = app.shell.getByRole('region', { name: 'Accès temporaire' });
  await expect(temporary).toContainText('Douleur thoracique aiguë');
  await app.shell.getByRole('tab', { name: 'Historique' }).click();
  await expect(app.shell.getByText('a ouvert votre dossier en urgence').first()).toBeVisible();
});

test('L13 « Historique » says who consulted the record, when, and which exam', async ({ portal, launch }) => {
  // Someone really looks, over HTTP, at a report of the patient.
  const doctor = portal.accounts.find(({ kind }) => kind === 'professional')!;
  const client = await PortalClient.signIn(portal, doctor);
  const [patient] = await client.items('/api/v1/patients?q=martin%20jeanne');
  const exams = await client.items(`/api/v1/patients/${String(patient?.['id'])}/exams`);
  const exam = exams.find(({ reports }) => Array.isArray(reports) && reports.length > 0)!;
  const [report] = exam['reports'] as { id: string }[];
  expect((await client.get(`/api/v1/reports/${report!.id}/content`)).status).toBe(200);

  const app = await launch();
  const shell = await signInAsPatient(app, portal);
  await shell.open('Mon espace');
  await app.shell.getByRole('tab', { name: 'Historique' }).click();
  const today = app.shell.getByRole('region', { name: 'Aujourd’hui' });
  await expect(today).toContainText('a lu le compte rendu de');
  await expect(today).toContainText(String(exam['label']));
  await expect(today.getByRole('listitem').first().locator('time')).toHaveText(/^\d{1,2}\sh\s\d{2}$/);

  const file = join(app.userData, 'historique.csv');
  await answerSaveDialogWith(app, file);
  await app.shell.getByRole('button', { name: 'Enregistrer en tableau (CSV)' }).click();
  await expect(app.shell.getByText('L’historique est enregistré.')).toBeVisible();
  expect(await readFile(file, 'utf8')).toContain(String(exam['label']));
});
