import { expect, keepScreenshot, test } from '../fixtures.ts';

test('speaks English on an English system, and switches live', async ({ portal, launch }) => {
  const app = await launch({ locale: 'en-GB' });
  const { username, password } = portal.accountOf('patient');
  const page = app.shell;
  await page.getByLabel('Username', { exact: true }).fill(username);
  await page.getByRole('textbox', { name: 'Password' }).fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Hello Madame Martin' })).toBeVisible();
  await keepScreenshot(page, 'english-home');
  await page.getByRole('button', { name: 'My space' }).click();
  await page.getByRole('tab', { name: 'Preferences' }).click();
  await page.getByText('Français', { exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Mon espace' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'fr');
});
