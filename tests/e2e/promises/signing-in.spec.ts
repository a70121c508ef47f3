import { Shell } from '../pages/shell.ts';
import { SignInPage } from '../pages/sign-in-page.ts';
import { expect, test } from '../fixtures.ts';

test('L1 the portal is reached at a configured address, e-mage.org by default', async ({
  portal,
  launch,
}) => {
  const unconfigured = await launch({ portalAddress: '' });
  const page = new SignInPage(unconfigured.shell);
  // Not to be reached from a test; it says so, and lets another address be given.
  await expect(page.address).toHaveValue(/^(https:\/\/)?e-mage\.org$/);
  await expect(page.alert).toBeVisible();
  await expect(page.support).toContainText('support.e-mage@pulsy.fr');
  await page.goTo(portal.url);
  await expect(page.portal).toContainText(new URL(portal.url).host);
  await expect(page.support).toContainText('support.e-mage@pulsy.fr');
  await page.signIn(portal.accountOf('patient'));
  await expect(new Shell(unconfigured.shell).menu).toBeVisible();
});

test('L2 three attempts at most, then a block of 5 minutes', async ({ portal, launch }) => {
  const { username } = portal.accountOf('patient');
  const app = await launch();
  const page = new SignInPage(app.shell);
  await page.signIn({ username, password: 'not the password' });
  await expect(page.alert).toContainText('2 ');
  await page.signIn({ username, password: 'not the password' });
  await expect(page.alert).toContainText('1 ');
  await page.signIn({ username, password: 'not the password' });
  const countdown = app.shell.getByRole('timer');
  await expect(countdown).toContainText(/[45]\smin \d\d\ss/);
  await expect(page.submit).toBeDisabled();

  // The block is the portal's: it outlives both the application and the portal.
  await app.quit();
  await portal.restart();
  const again = await launch({ userData: app.userData });
  await expect(again.shell.getByRole('timer')).toContainText(/[345]\smin \d\d\ss/);
});

test.describe('with a short block', () => {
  test.use({ portalEnv: { PORTAL_LOCKOUT_SECONDS: '6' } });

  test('L2 after the block, the person can try again', async ({ portal, launch }) => {
    const { username, password } = portal.accountOf('patient');
    const app = await launch();
    const page = new SignInPage(app.shell);
    for (const attempt of [1, 2, 3]) {
      await page.signIn({ username, password: `wrong ${attempt}` });
      await expect(page.alert).toBeVisible();
      await expect(page.password).toHaveValue('');
    }
    await expect(app.shell.getByRole('timer')).toBeVisible();
    await expect(app.shell.getByRole('timer')).toBeHidden({ timeout: 30_000 });
    await page.signIn({ username, password });
    await expect(new Shell(app.shell).menu).toBeVisible();
  });
});
