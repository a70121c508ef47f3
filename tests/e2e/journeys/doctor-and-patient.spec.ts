import { deepLinkOf, mailTo } from '../../helpers/portal/outbox.ts';
import { expect, keepScreenshot, test } from '../fixtures.ts';
import { InvitationPage } from '../pages/invitation-page.ts';
import { ViewerWindow } from '../pages/viewer-window.ts';
import { signInAsPatient } from '../sign-in.ts';

const doctor = 'medecin@cabinet.example';

test('two applications: the patient shares, the doctor looks, the patient stops it and sees all of it', async ({
  portal,
  launch,
}) => {
  const patient = await launch();
  const shell = await signInAsPatient(patient, portal);
  await shell.open('Partages et accès');
  await patient.shell.getByRole('button', { name: 'Partager un examen' }).first().click();
  const dialog = patient.shell.getByRole('dialog');
  await dialog.getByText('IRM du genou droit').first().click();
  await dialog.getByRole('textbox', { name: 'Adresse e-mail du destinataire' }).fill(doctor);
  await dialog.getByRole('button', { name: 'Partager', exact: true }).click();
  const sent = patient.shell.getByRole('alertdialog', { name: 'Partage envoyé' });
  await expect(sent).toContainText('L’accès se termine le');
  const code = /[A-Z0-9]{4}-[A-Z0-9]{4}/.exec((await sent.textContent()) ?? '')?.[0] ?? '';
  await sent.getByRole('button', { name: 'J’ai noté le code' }).click();

  const doctorApp = await launch({ link: await deepLinkOf(portal, await mailTo(portal, doctor)) });
  const invitation = new InvitationPage(doctorApp.shell);
  const viewer = new ViewerWindow(await doctorApp.viewerFrom(() => invitation.enter(code)));
  await viewer.waitForImage();
  const exam = doctorApp.shell.getByRole('article', { name: 'IRM du genou droit' });
  await exam.getByRole('button', { name: /^Lire le compte rendu/ }).click();
  await expect(doctorApp.shell.locator('canvas').first()).toBeVisible();

  await test.step('the patient sees that it was opened, and stops it while the doctor looks', async () => {
    await shell.open('Accueil');
    await shell.open('Partages et accès');
    const share = patient.shell.locator('.sharing-list > li').filter({ hasText: doctor });
    await expect(share).toContainText('Ouvert 1 fois');
    await patient.shell.getByRole('button', { name: `Arrêter le partage avec ${doctor}` }).click();
    await patient.shell.getByRole('alertdialog').getByRole('button', { name: 'Arrêter le partage' }).click();
    await expect(share).toContainText('Arrêté par vous');
  });

  await expect(invitation.heading).toHaveText('Ce partage vient d’être arrêté', { timeout: 45_000 });
  await expect.poll(() => viewer.page.isClosed()).toBe(true);

  await test.step('the patient’s history tells it all', async () => {
    await shell.open('Mon espace');
    await patient.shell.getByRole('tab', { name: 'Historique' }).click();
    const today = patient.shell.getByRole('region', { name: 'Aujourd’hui' });
    for (const what of ['a partagé', 'a consulté les images de', 'a lu le compte rendu de'])
      await expect(today).toContainText(what);
    await expect(today).toContainText(doctor);
    await keepScreenshot(patient.shell, 'patient-history-of-a-share');
  });
});
