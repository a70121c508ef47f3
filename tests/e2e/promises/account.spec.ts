import { handedOver, keepExternalLinks } from '../../helpers/desktop/outside.ts';
import { PortalClient } from '../../helpers/portal/portal-client.ts';
import { Shell } from '../pages/shell.ts';
import { SignInPage } from '../pages/sign-in-page.ts';
import { expect, test } from '../fixtures.ts';
import { signInAsPatient } from '../sign-in.ts';

test('L14 the password can be changed', async ({ portal, launch }) => {
  const { username, password } = portal.accountOf('patient');
  const app = await launch();
  const elsewhere = await PortalClient.signIn(portal, { username, password });
  const shell = await signInAsPatient(app, portal);
  await shell.open('Mon espace');
  await app.shell.getByRole('tab', { name: 'Compte' }).click();

  await test.step('a device that is not known can be signed out from here', async () => {
    const devices = app.shell.getByRole('region', { name: 'Appareils connectés' });
    const end = devices.getByRole('button', { name: /^Déconnecter/ });
    await expect(devices.getByText('Cet ordinateur')).toBeVisible();
    await expect(end).toHaveCount(1);
    await end.click();
    await expect(end).toHaveCount(0);
    expect((await elsewhere.get('/api/v1/account')).status).toBe(401);
  });

  const next = 'une phrase facile à retenir';
  await app.shell.getByRole('textbox', { name: 'Mot de passe actuel' }).fill(password);
  await app.shell.getByRole('textbox', { name: 'Nouveau mot de passe' }).fill(next);
  await app.shell.getByRole('button', { name: 'Changer le mot de passe' }).click();
  await expect(app.shell.getByText('Votre mot de passe est changé.')).toBeVisible();

  await shell.chooseInAccountMenu('Se déconnecter');
  const page = new SignInPage(app.shell);
  await page.signIn({ username, password });
  await expect(page.alert).toBeVisible();
  await page.signIn({ username, password: next });
  await expect(new Shell(app.shell).menu).toBeVisible();
});

test('L14 the account can be deactivated: the patient no longer sees their exams, professionals keep their access', async ({
  portal,
  launch,
}) => {
  const { username, password } = portal.accountOf('patient');
  const app = await launch();
  const shell = await signInAsPatient(app, portal);
  await shell.open('Mon espace');
  await app.shell.getByRole('tab', { name: 'Compte' }).click();
  await app.shell.getByRole('button', { name: 'Désactiver mon compte…' }).click();
  const dialog = app.shell.getByRole('alertdialog');
  await expect(dialog).toContainText('Vous ne verrez plus vos examens');
  await expect(dialog).toContainText('Les professionnels de santé garderont leur accès.');
  await expect(dialog.getByRole('button', { name: 'Désactiver mon compte' })).toBeDisabled();
  await dialog.getByText('J’ai compris').click();
  await dialog.getByRole('textbox', { name: /mot de passe/ }).fill(password);
  await dialog.getByRole('button', { name: 'Désactiver mon compte' }).click();

  const page = new SignInPage(app.shell);
  await expect(page.heading).toBeVisible();
  await page.signIn({ username, password });
  await expect(page.alert).toContainText(/désactivé/);

  const doctor = await PortalClient.signIn(
    portal,
    portal.accounts.find(({ kind }) => kind === 'professional')!,
  );
  const [patient] = await doctor.items('/api/v1/patients?q=martin%20jeanne');
  expect(await doctor.items(`/api/v1/patients/${String(patient?.['id'])}/exams`)).not.toHaveLength(0);
});

test('L15 support is one click away, from every page', async ({ portal, launch }) => {
  const app = await launch();
  await keepExternalLinks(app);
  const write = app.shell.getByRole('button', { name: /^Écrire à l’assistance/ });
  await test.step('before signing in as well, where the user guide is too', async () => {
    await write.click();
    const page = new SignInPage(app.shell);
    await page.username.fill('jeanne.martin');
    await page.password.fill('half a passw');
    await app.shell.getByRole('button', { name: 'Lire le mode d’emploi' }).click();
    await expect(app.shell.getByRole('heading', { level: 1, name: 'Mode d’emploi' })).toBeFocused();
    await write.click();
    await app.shell.getByRole('button', { name: 'Retour à la connexion' }).click();
    await expect(page.username).toHaveValue('jeanne.martin');
    await expect(page.password).toHaveValue('');
  });
  const shell = await signInAsPatient(app, portal);
  const sections = [
    'Accueil',
    'Examens',
    'Partages et accès',
    'Établissements',
    'Sur cet ordinateur',
    'Mon espace',
  ];
  for (const section of sections) {
    await shell.open(section);
    await write.click();
  }
  await app.shell.keyboard.press('Control+Shift+L');
  await app.shell.getByRole('heading', { name: 'Application verrouillée' }).waitFor();
  await write.click();
  await expect.poll(() => handedOver(app)).toHaveLength(sections.length + 3);
  for (const link of await handedOver(app)) expect(link).toMatch(/^mailto:support\.e-mage(@|%40)pulsy\.fr\?/);
});
