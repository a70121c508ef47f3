import { expectAccessible } from '../../helpers/desktop/axe.ts';
import { openBrowser } from '../../helpers/desktop/browser.ts';
import { mailTo, sharePageIn } from '../../helpers/portal/outbox.ts';
import { shareOverHttp } from '../../helpers/portal/share.ts';
import { expect, keepScreenshot, test } from '../fixtures.ts';
import { InvitationPage } from '../pages/invitation-page.ts';
import { ViewerWindow } from '../pages/viewer-window.ts';

test.use({ portalEnv: { PORTAL_DOWNLOAD_URL: 'https://telecharger.example/e-mage' } });

test('who gets a share’s mail follows its link in a browser, which shows no health data, and opens the exam with the code', async ({
  portal,
  launch,
}) => {
  test.setTimeout(150_000);
  const recipientEmail = 'medecin@cabinet.example';
  const { code } = await shareOverHttp(portal, { recipientEmail });
  const address = sharePageIn(await mailTo(portal, recipientEmail));
  const browser = await openBrowser();
  const { page } = browser;
  let link: string | undefined;
  try {
    await page.goto(address);
    const heading = page.getByRole('heading', { level: 1 });
    const open = page.getByRole('link', { name: 'Ouvrir dans l’application' });
    await expect(heading).toHaveText('Des images médicales sont partagées avec vous');
    await expect(page.getByRole('link', { name: 'Obtenir l’application' })).toHaveAttribute(
      'href',
      'https://telecharger.example/e-mage',
    );

    await test.step('it says nothing of whom and of what', async () => {
      const everything = await page.content();
      for (const secret of ['Martin', 'Anne', 'Lemaire', 'IRM', 'genou', 'Docteur', code, recipientEmail])
        expect(everything).not.toContain(secret);
    });

    await test.step('in light and dark, wide and narrow, in both languages, it can be read by everybody', async () => {
      await expectAccessible(page, 'the page, light');
      await keepScreenshot(page, 'share-page-light');
      await page.emulateMedia({ colorScheme: 'dark' });
      await expectAccessible(page, 'the page, dark');
      await keepScreenshot(page, 'share-page-dark');
      await page.setViewportSize({ width: 320, height: 640 });
      await page.emulateMedia({ colorScheme: 'light' });
      const sideways = () => document.documentElement.scrollWidth - document.documentElement.clientWidth;
      expect(await page.evaluate(sideways)).toBe(0);
      await page.setExtraHTTPHeaders({ 'accept-language': 'en' });
      await page.reload();
      await expect(heading).toHaveText('Medical images are shared with you');
      await expect(page.locator('html')).toHaveAttribute('lang', 'en');
      await expectAccessible(page, 'the page, narrow, in English');
      await keepScreenshot(page, 'share-page-narrow-english');
      await page.setExtraHTTPHeaders({ 'accept-language': 'fr' });
      await page.reload();
    });

    await page.keyboard.press('Tab');
    await expect(open).toBeFocused();
    await page.keyboard.press('Enter');
    await expect.poll(() => browser.handedOver()).toHaveLength(1);
    [link] = await browser.handedOver();
  } finally {
    await browser.close();
  }
  const app = await launch({ link: link ?? '' });
  const invitation = new InvitationPage(app.shell);

  await test.step('wrong codes are counted, and the right one opens the exam', async () => {
    await invitation.enter('0000-0000');
    await expect(invitation.alert).toContainText('2');
    await keepScreenshot(app.shell, 'share-page-wrong-code');
    const viewer = new ViewerWindow(await app.viewerFrom(() => invitation.enter(code)));
    await viewer.waitForImage();
  });
});
