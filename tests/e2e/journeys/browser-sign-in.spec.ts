import { openBrowser } from '../../helpers/desktop/browser.ts';
import { handedOver, keepExternalLinks } from '../../helpers/desktop/outside.ts';
import { expect, keepScreenshot, test } from '../fixtures.ts';
import { Shell } from '../pages/shell.ts';
import { SignInPage } from '../pages/sign-in-page.ts';

test.use({ portalEnv: { PORTAL_BROWSER_SIGN_IN: 'true' } });

test('signs in, and unlocks, in the system’s browser; the application never sees the password', async ({
  portal,
  launch,
}) => {
  test.setTimeout(180_000);
  const { username, password } = portal.accountOf('patient');
  const app = await launch();
  await keepExternalLinks(app);
  const page = app.shell;
  const start = page.getByRole('button', { name: 'Se connecter avec le navigateur' });
  await start.click();
  await expect(page.getByText('Terminez la connexion dans votre navigateur')).toBeVisible();
  await expect(new SignInPage(page).password).toHaveCount(0);

  await test.step('it can be given up, and begun again', async () => {
    await page.getByRole('button', { name: 'Annuler' }).click();
    await start.click();
    await expect.poll(() => handedOver(app)).toHaveLength(2);
  });

  const browser = await openBrowser();
  try {
    const [, address = ''] = await handedOver(app);
    await browser.page.goto(address);
    await browser.page.getByLabel('Identifiant').fill(username);
    await browser.page.getByLabel('Mot de passe').fill('not the password');
    await browser.page.getByRole('button').click();
    await expect(browser.page.getByRole('alert')).toContainText('2');
    await browser.page.getByLabel('Mot de passe').fill(password);
    await keepScreenshot(browser.page, 'browser-sign-in');
    await browser.page.getByRole('button').click();
    await expect(browser.page.getByText('Vous êtes connecté.')).toBeVisible();
    const shell = new Shell(page);
    await expect(shell.heading).toHaveText('Bonjour Madame Martin');

    await shell.chooseInAccountMenu('Verrouiller');
    await start.click();
    await expect.poll(() => handedOver(app)).toHaveLength(3);
    await browser.page.goto((await handedOver(app)).at(-1) ?? '');
    await browser.page.getByLabel('Identifiant').fill(username);
    await browser.page.getByLabel('Mot de passe').fill(password);
    await browser.page.getByRole('button').click();
    await expect(shell.menu).toBeVisible();
  } finally {
    await browser.close();
  }
});
