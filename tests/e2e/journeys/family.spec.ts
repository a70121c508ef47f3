import { expect, keepScreenshot, test } from '../fixtures.ts';
import { Shell } from '../pages/shell.ts';
import { SignInPage } from '../pages/sign-in-page.ts';
import { signInAsPatient } from '../sign-in.ts';

test('a family shares a computer: each has their own record, behind their own password', async ({
  portal,
  launch,
}) => {
  test.setTimeout(180_000);
  const [jeanne, sophie] = portal.accounts.filter(({ kind }) => kind === 'patient');
  const app = await launch();
  const page = app.shell;
  const shell = await signInAsPatient(app, portal);
  await shell.chooseInAccountMenu('Changer de personne');

  const people = page.getByRole('region', { name: 'Qui êtes-vous\u202f?' });
  await expect(people.getByRole('button', { name: /Madame Martin/ }).first()).toBeVisible();
  await keepScreenshot(page, 'family');
  await people.getByRole('button', { name: 'Une autre personne' }).click();
  await new SignInPage(page).signIn(sophie!);
  await expect(shell.heading).toHaveText(/^Bonjour .*Lambert/);

  await shell.chooseInAccountMenu('Passer à Madame Martin');
  await expect(page.getByRole('heading', { level: 1, name: 'Application verrouillée' })).toBeVisible();
  await new SignInPage(page).password.fill(jeanne!.password);
  await page.getByRole('button', { name: 'Déverrouiller' }).click();
  await expect(shell.heading).toHaveText('Bonjour Madame Martin');

  await shell.chooseInAccountMenu('Se déconnecter et tout effacer ici');
  await page.getByRole('alertdialog').getByRole('button', { name: 'Se déconnecter et effacer' }).click();
  await expect(people.getByRole('button', { name: /Lambert/ }).first()).toBeVisible();
  await expect(people.getByText('Madame Martin')).toHaveCount(0);
  await people
    .getByRole('button', { name: /Lambert/ })
    .first()
    .click();
  await expect(new Shell(page).heading).toHaveText(/^Bonjour .*Lambert/);
});
