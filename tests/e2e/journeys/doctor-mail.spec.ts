import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expectAccessible } from '../../helpers/desktop/axe.ts';
import type { TestApp } from '../../helpers/desktop/app.ts';
import { PortalClient } from '../../helpers/portal/portal-client.ts';
import { publishReportAmongImages } from '../../helpers/portal/publish-exam.ts';
import { shareOverHttp, type SharedExam } from '../../helpers/portal/share.ts';
import type { TestPortal } from '../../helpers/portal/portal.ts';
import { expect, keepScreenshot, test } from '../fixtures.ts';
import { InvitationPage } from '../pages/invitation-page.ts';
import { Shell } from '../pages/shell.ts';
import { ViewerWindow } from '../pages/viewer-window.ts';
import { signInAsPatient } from '../sign-in.ts';

const doctor = 'medecin@cabinet.example';

const share = (portal: TestPortal, label?: string): Promise<SharedExam> =>
  shareOverHttp(portal, { recipientEmail: doctor, ...(label !== undefined && { label }) });

const revoke = async (portal: TestPortal, id: string): Promise<void> => {
  const patient = await PortalClient.signIn(portal, portal.accountOf('patient'));
  expect((await patient.delete(`/api/v1/shares/${id}`)).status).toBe(204);
};

/** Enters the code, and waits for the images, which open by themselves. */
async function enter(app: TestApp, code: string): Promise<ViewerWindow> {
  const page = await app.viewerFrom(() => new InvitationPage(app.shell).enter(code));
  const viewer = new ViewerWindow(page);
  await viewer.waitForImage();
  return viewer;
}

test('a share without reports shows no report, also none that lies among the images', async ({
  portal,
  launch,
}) => {
  const label = 'IRM du genou droit';
  const patient = await PortalClient.signIn(portal, portal.accountOf('patient'));
  const theirs = async () => (await patient.items('/api/v1/exams')).find((exam) => exam['label'] === label)!;
  const before = await theirs();
  await publishReportAmongImages(portal, String(before['studyInstanceUid']), 'Conclusion du radiologue');
  const { seriesCount } = await theirs();
  expect(seriesCount).toBe(Number(before['seriesCount']) + 1);

  const { code, link } = await shareOverHttp(portal, {
    recipientEmail: doctor,
    label,
    includeReports: false,
  });
  const app = await launch({ link });
  const viewer = await enter(app, code);
  await viewer.closeHint();
  await expect(viewer.series).toHaveCount(Number(before['seriesCount']));
  await expect(viewer.page.getByText('Conclusion du radiologue')).toHaveCount(0);
  const exam = app.shell.getByRole('article', { name: label });
  await expect(exam.getByRole('button', { name: /^Lire/ })).toHaveCount(0);
  await keepScreenshot(viewer.page, 'doctor-without-reports');
  await keepScreenshot(app.shell, 'doctor-without-reports-exam');
});

test('from the mail to the first image in three clicks, without an account', async ({ portal, launch }) => {
  const { code, link } = await share(portal);
  // Click 1 is in the mail, click 2 on the page that it opens: the system starts the application with the link.
  const app = await launch({ link });
  const invitation = new InvitationPage(app.shell);
  await expect(invitation.heading).toHaveText('Des images médicales sont partagées avec vous');
  await expect(invitation.code).toBeFocused();
  await keepScreenshot(app.shell, 'doctor-invitation');
  await expectAccessible(app.shell, 'the invitation');
  // Click 3.
  const viewer = await enter(app, code);
  await viewer.closeHint();
  await keepScreenshot(viewer.page, 'doctor-guest-viewer');

  await expect(invitation.heading).toHaveText('Partagé avec vous');
  const exam = app.shell.getByRole('article', { name: 'IRM du genou droit' });
  await expect(exam).toContainText('Encore 7 jours');
  await expect(app.shell.getByText('Docteur, voici mon genou')).toBeVisible();
  await expect(exam.getByRole('button', { name: /Garder/ })).toHaveCount(0);
  await expect(new Shell(app.shell).menu.getByRole('button')).toHaveText(['Partagés avec moi', 'Mon espace']);
  await keepScreenshot(app.shell, 'doctor-guest');
  await expectAccessible(app.shell, 'what is shared with a guest');
  await exam.getByRole('button', { name: /^Lire/ }).click();
  await expect(app.shell.locator('canvas').first()).toBeVisible();
  const { menu } = new Shell(app.shell);
  await expect(menu.getByRole('button', { name: 'Partagés avec moi' })).toHaveAttribute(
    'aria-current',
    'page',
  );
  await new Shell(app.shell).open('Partagés avec moi');

  await test.step('who has no account is not told of one', async () => {
    await new Shell(app.shell).open('Mon espace');
    await expect(app.shell.getByText('Vous consultez un partage, sans avoir de compte.')).toBeVisible();
    await expect(app.shell.getByText(/^(Identifiant|Compte ouvert le)$/)).toHaveCount(0);
    await app.shell.getByRole('tab', { name: 'Préférences' }).click();
    await expect(app.shell.getByText('Le code d’accès la rouvre.')).toBeVisible();
    await expect(app.shell.getByText(/mot de passe/)).toHaveCount(0);
    await new Shell(app.shell).open('Partagés avec moi');
  });

  await test.step('the visit over, nothing is left', async () => {
    await app.shell.getByRole('button', { name: 'Terminer la consultation' }).click();
    await expect(app.shell.getByRole('textbox', { name: 'Mot de passe' })).toBeVisible();
    await expect(app.shell.getByText('La consultation est terminée.')).toBeVisible();
    await expect.poll(() => viewer.page.isClosed()).toBe(true);
    await expect.poll(() => readdir(join(app.userData, 'library-until-exit')).catch(() => [])).toEqual([]);
  });
});

test('a code that is wrong, a share that is over, and a link that is none', async ({ portal, launch }) => {
  const { id, code, link } = await share(portal);
  const app = await launch({ link });
  const invitation = new InvitationPage(app.shell);

  // Half a code is no try.
  await invitation.enter(code.slice(0, 4));
  await expect(invitation.words).toContainText('Ce code est incomplet');
  await expect(invitation.code).toBeFocused();
  await invitation.enter('0000-0000');
  await expect(invitation.alert).toContainText('Il vous reste 2 essais');
  await keepScreenshot(app.shell, 'doctor-code-wrong');
  await invitation.enter('0000-0001');
  await expect(invitation.alert).toContainText('Il vous reste 1 essai');
  await invitation.enter('0000-0002');
  await expect(invitation.alert).toContainText('bloqué pour quelques minutes');
  await expect(app.shell.getByRole('timer')).toHaveText(/4\smin 5\d\ss/);
  await expect(invitation.button('Ouvrir')).toBeDisabled();
  await keepScreenshot(app.shell, 'doctor-code-locked');
  await invitation.button('Ne pas ouvrir').click();
  await expect(app.shell.getByRole('textbox', { name: 'Mot de passe' })).toBeVisible();

  await test.step('stopped by the patient', async () => {
    const other = await share(portal, 'Échocardiographie');
    await revoke(portal, other.id);
    await app.follow(other.link);
    await invitation.enter(other.code);
    await expect(invitation.heading).toHaveText('Ce partage ne peut plus être ouvert');
    await keepScreenshot(app.shell, 'doctor-share-stopped');
    // Another link of the same portal, while this one's end stands there.
    await app.follow(link);
    await expect(invitation.code).toBeVisible();
    await invitation.button('Ne pas ouvrir').click();
  });

  await test.step('not a link of ours', async () => {
    await app.follow(`${link}&portal=https%3A%2F%2Fevil.example`);
    await expect(invitation.heading).toHaveText('Ce lien ne peut pas être ouvert');
    await keepScreenshot(app.shell, 'doctor-link-broken');
    await invitation.button('Fermer').click();
    await app.follow('emage://share/<script>');
    await expect(invitation.heading).toHaveText('Ce lien ne peut pas être ouvert');
  });
  expect(app.log.join('\n')).not.toContain(code);
  expect(id).not.toBe('');
});

test('a portal that this computer does not know is shown, and asked nothing before it is confirmed', async ({
  portal,
  launch,
}) => {
  const { code, link } = await share(portal);
  const app = await launch({ link, portalAddress: 'https://e-mage.example' });
  const invitation = new InvitationPage(app.shell);
  await expect(invitation.heading).toHaveText('Ce lien mène à un portail nouveau pour cet ordinateur');
  await expect(app.shell.getByText(portal.url)).toBeVisible();
  await expect(invitation.code).toHaveCount(0);
  await keepScreenshot(app.shell, 'doctor-other-portal');
  await expectAccessible(app.shell, 'another portal');
  await invitation.button('Continuer').click();
  await enter(app, code);
});

test('a guest beside an account: nothing of one shows in the other', async ({ portal, launch }) => {
  const { code, link } = await share(portal);
  const app = await launch();
  const shell = await signInAsPatient(app, portal);
  await app.follow(link);
  const invitation = new InvitationPage(app.shell);
  await expect(app.shell.getByText('Vous êtes connecté en tant que Madame Martin')).toBeVisible();
  await keepScreenshot(app.shell, 'doctor-invitation-beside');
  await enter(app, code);
  await expect(app.shell.getByRole('article')).toHaveCount(1);
  await expect(shell.menu.getByRole('button')).toHaveText(['Partagés avec moi', 'Mon espace']);

  await shell.chooseInAccountMenu('Terminer la consultation');
  await expect(invitation.heading).toHaveText(/^Bonjour/);
  await shell.open('Examens');
  await expect.poll(() => app.shell.getByRole('article').count()).toBeGreaterThan(5);
});

test('a share that its patient stops is gone from the screen', async ({ portal, launch }) => {
  const { id, code, link } = await share(portal);
  const app = await launch({ link });
  const viewer = await enter(app, code);
  await revoke(portal, id);
  await expect(new InvitationPage(app.shell).heading).toHaveText('Ce partage vient d’être arrêté', {
    timeout: 40_000,
  });
  await expect.poll(() => viewer.page.isClosed()).toBe(true);
  await keepScreenshot(app.shell, 'doctor-visit-stopped');
  await new InvitationPage(app.shell).button('Fermer').click();
  await expect(app.shell.getByRole('textbox', { name: 'Mot de passe' })).toBeVisible();
});
