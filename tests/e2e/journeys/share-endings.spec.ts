import { PortalClient } from '../../helpers/portal/portal-client.ts';
import { endShareIn, shareOverHttp } from '../../helpers/portal/share.ts';
import { expect, keepScreenshot, test } from '../fixtures.ts';
import { InvitationPage } from '../pages/invitation-page.ts';
import { ViewerWindow } from '../pages/viewer-window.ts';

test('a share that has run out says so, before it is opened and while it is looked at', async ({
  portal,
  launch,
}) => {
  test.setTimeout(150_000);
  const recipientEmail = 'medecin@cabinet.example';
  const looked = await shareOverHttp(portal, { recipientEmail });
  const app = await launch({ link: looked.link });
  const invitation = new InvitationPage(app.shell);
  await endShareIn(portal, looked.id, 20);
  const viewer = new ViewerWindow(await app.viewerFrom(() => invitation.enter(looked.code)));
  await viewer.waitForImage();
  await expect(invitation.heading).toHaveText('Ce partage est arrivé à son terme', { timeout: 45_000 });
  await expect.poll(() => viewer.page.isClosed()).toBe(true);
  await keepScreenshot(app.shell, 'doctor-share-over');
  await invitation.button('Fermer').click();

  await app.follow(looked.link);
  await invitation.enter(looked.code);
  await expect(invitation.words).toContainText('Ce partage est terminé.');
  await expect(invitation.words).toContainText('Demandez un nouveau partage');
  await expect(invitation.code).toHaveCount(0);
  await keepScreenshot(app.shell, 'doctor-share-expired');
});

test.describe('after many wrong codes', () => {
  test.use({ portalEnv: { PORTAL_LOCKOUT_SECONDS: '1' } });

  test('a share whose codes are used up says so, and the right code opens it no more', async ({
    portal,
    launch,
  }) => {
    const share = await shareOverHttp(portal, { recipientEmail: 'medecin@cabinet.example' });
    const patient = await PortalClient.signIn(portal, portal.accountOf('patient'));
    const guess = (): Promise<Response> =>
      PortalClient.token(portal, {
        grant_type: 'urn:emage:share',
        share_token: /share\/([\w-]+)/.exec(share.link)?.[1] ?? '',
        access_code: '0000-0000',
      });
    const stateAfterGuess = async (): Promise<unknown> => {
      await guess();
      return (await patient.get(`/api/v1/shares/${share.id}`)).json();
    };
    await expect
      .poll(stateAfterGuess, { timeout: 60_000, intervals: [200] })
      .toMatchObject({ state: 'revoked' });
    // While the last failures block it, no code is looked at.
    await expect.poll(async () => (await guess()).status).not.toBe(423);
    const app = await launch({ link: share.link });
    const invitation = new InvitationPage(app.shell);
    await invitation.enter(share.code);
    await expect(invitation.words).toContainText('Ce lien ne peut plus servir.');
    await expect(invitation.words).toContainText('Trop de codes incorrects');
    await keepScreenshot(app.shell, 'doctor-codes-used-up');
  });
});
