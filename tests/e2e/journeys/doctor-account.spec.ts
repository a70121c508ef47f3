import { expectAccessible } from '../../helpers/desktop/axe.ts';
import { shareOverHttp } from '../../helpers/portal/share.ts';
import { accountNamed } from '../../helpers/portal/portal.ts';
import { PortalClient } from '../../helpers/portal/portal-client.ts';
import { expect, keepScreenshot, test } from '../fixtures.ts';
import { PatientsPage } from '../pages/patients-page.ts';
import { ViewerWindow } from '../pages/viewer-window.ts';
import { signInAs } from '../sign-in.ts';

test('what is shared with an account stands there until it ends', async ({ portal, launch }) => {
  const share = await shareOverHttp(portal, { recipientEmail: 'camille.noel@chr-metz-seille.example' });
  const app = await launch();
  const shell = await signInAs(app, accountNamed(portal, 'camille.noel'));
  await shell.open('Partagés avec moi');
  const exam = app.shell.getByRole('article', { name: 'IRM du genou droit' });
  await expect(exam).toContainText('Partagé par Madame Martin');
  await expect(exam).toContainText('Encore 7 jours');
  await expect(exam.getByRole('button', { name: /^Lire le compte rendu/ })).toBeVisible();
  await expect(exam.getByRole('button', { name: /^Garder/ })).toBeVisible();
  await keepScreenshot(app.shell, 'doctor-shared-with-me');
  await expectAccessible(app.shell, 'shared with me');
  await exam.getByRole('button', { name: /^Lire le compte rendu/ }).click();
  await expect(app.shell.locator('canvas').first()).toBeVisible();
  await shell.open('Partagés avec moi');
  const viewer = new ViewerWindow(
    await app.viewerFrom(() => exam.getByRole('button', { name: /^Voir les images/ }).click()),
  );
  await viewer.waitForImage();

  const patient = await PortalClient.signIn(portal, portal.accountOf('patient'));
  await patient.delete(`/api/v1/shares/${share.id}`);
  await expect.poll(() => viewer.page.isClosed(), { timeout: 45_000 }).toBe(true);
  await expect(app.shell.getByText('L’accès à « IRM du genou droit » a pris fin')).toBeVisible();
  await expect(app.shell.getByText('Rien n’est partagé avec vous pour l’instant')).toBeVisible();
  await keepScreenshot(app.shell, 'doctor-access-ended');
});

test('many shared exams are searched as one types, without accents', async ({ portal, launch }) => {
  await shareOverHttp(portal, { recipientEmail: 'camille.noel@chr-metz-seille.example', label: 'all' });
  const app = await launch();
  const shell = await signInAs(app, accountNamed(portal, 'camille.noel'));
  await shell.open('Partagés avec moi');
  const exams = app.shell.getByRole('article');
  await expect(exams.nth(4)).toBeVisible();
  await app.shell.getByRole('searchbox', { name: /^Rechercher/ }).fill('echocardio');
  await expect(exams).toHaveText([/Échocardiographie/]);
  await app.shell.getByRole('searchbox', { name: /^Rechercher/ }).fill('rien de tel');
  await expect(exams).toHaveCount(0);
  await expect(app.shell.getByText('Aucun examen ne correspond')).toBeVisible();
});

test('the exams of one patient along a time line, across establishments, each with its prior', async ({
  portal,
  launch,
}) => {
  const app = await launch();
  const shell = await signInAs(app, accountNamed(portal, 'helene.petit'));
  await expect(app.shell.getByRole('article').first()).toContainText('Madame Martin');
  await expect(shell.menu.getByRole('button')).toHaveText([
    'Accueil',
    'Patients',
    'Partagés avec moi',
    'Examens',
    'Établissements',
    'Sur cet ordinateur',
    'Mon espace',
  ]);
  await app.shell.getByRole('button', { name: /^Tous les examens de mes patients/ }).click();
  await expect(shell.heading).toHaveText('Examens de vos patients');
  await shell.open('Établissements');
  await expect(app.shell.getByRole('heading', { level: 2 })).toHaveText('Tous les établissements');
  await shell.open('Accueil');
  await app.shell.getByRole('button', { name: /^Trouver un patient/ }).click();
  const patients = new PatientsPage(app.shell);
  await expect(patients.patient(/Madame Martin/)).toContainText('examens');
  await keepScreenshot(app.shell, 'doctor-patients');
  await expectAccessible(app.shell, 'patients');
  await patients.search.fill('martin 1951');
  await patients.patient(/Madame Martin/).click();
  await expect(shell.heading).toHaveText('Madame Martin');
  await expect(app.shell.getByText(/établissements/).first()).toBeVisible();
  await expect(patients.exam('Échocardiographie')).toContainText('Polyclinique');
  const newest = patients.exam('Scanner du thorax').first();
  await expect(newest.getByRole('button', { name: /^Comparer/ })).toBeVisible();
  await expect(patients.exam('IRM du genou droit').getByRole('button', { name: /^Comparer/ })).toHaveCount(0);
  await keepScreenshot(app.shell, 'doctor-time-line');
  await expectAccessible(app.shell, 'time line');
});

test('two applications: the glass is broken, the patient is told at once, and sees who and why', async ({
  portal,
  launch,
}) => {
  const patientApp = await launch();
  const patient = await signInAs(patientApp, portal.accountOf('patient'));
  const doctorApp = await launch();
  const doctor = await signInAs(doctorApp, accountNamed(portal, 'camille.noel'));

  await doctor.open('Patients');
  const patients = new PatientsPage(doctorApp.shell);
  await expect(doctorApp.shell.getByText('Aucun patient pour l’instant')).toBeVisible();
  await patients.search.fill('martin jeanne');
  await expect(doctorApp.shell.getByText('Aucun patient pour l’instant')).toHaveCount(0);
  await patients
    .other('MARTIN Jeanne')
    .getByRole('button', { name: /^Accès d’urgence/ })
    .click();
  await expect(patients.dialog).toContainText('pendant quatre heures');
  await expect(patients.dialog).toContainText('Le patient en est averti tout de suite');
  const confirm = patients.dialog.getByRole('button', { name: 'Ouvrir le dossier en urgence' });
  await patients.dialog.getByRole('textbox').fill('urgence');
  await confirm.click();
  await expect(patients.dialog).toContainText('Il manque 13 caractères.');
  await keepScreenshot(doctorApp.shell, 'doctor-break-glass');
  await expectAccessible(doctorApp.shell, 'break-glass dialog');
  await patients.dialog
    .getByRole('textbox')
    .fill('Patiente inconsciente aux urgences, antériorités indispensables.');
  await confirm.click();

  await expect(doctor.heading).toHaveText('Madame Martin');
  await expect(patients.banner).toContainText('Encore 4 h 00');
  await keepScreenshot(doctorApp.shell, 'doctor-break-glass-banner');
  await doctor.open('Établissements');
  await expect(patients.banner).toBeVisible();
  await patients.banner.getByRole('button', { name: 'Voir le dossier' }).click();
  const viewer = new ViewerWindow(
    await doctorApp.viewerFrom(() =>
      patients
        .exam('IRM du genou droit')
        .getByRole('button', { name: /^Voir les images/ })
        .click(),
    ),
  );
  await viewer.waitForImage();

  await test.step('the patient', async () => {
    await expect(
      patientApp.shell.getByText('Un professionnel vient d’ouvrir votre dossier en urgence'),
    ).toBeVisible({ timeout: 60_000 });
    await keepScreenshot(patientApp.shell, 'patient-told-of-break-glass');
    await patientApp.shell.getByRole('button', { name: 'Voir qui et pourquoi' }).click();
    const temporary = patientApp.shell.getByRole('region', { name: 'Accès temporaire' });
    await expect(temporary).toContainText('Dr Camille Noël');
    await expect(temporary).toContainText('Patiente inconsciente aux urgences');
    await patientApp.shell.getByRole('tab', { name: 'Historique' }).click();
    const today = patientApp.shell.getByRole('region', { name: 'Aujourd’hui' });
    await expect(today).toContainText('a ouvert votre dossier en urgence');
    await expect(today).toContainText('IRM du genou droit');
    expect(patient.page.isClosed()).toBe(false);
  });

  await test.step('ended before its time, it is over at once', async () => {
    await patients.banner.getByRole('button', { name: /^Mettre fin/ }).click();
    await expect(patients.banner).toHaveCount(0);
    await expect(doctorApp.shell.getByText('Vous n’avez pas accès à ce dossier')).toBeVisible();
    await expect(doctor.heading).toBeFocused();
    await expect.poll(() => viewer.page.isClosed(), { timeout: 45_000 }).toBe(true);
  });
});
