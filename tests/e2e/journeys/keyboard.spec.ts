import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TestApp } from '../../helpers/desktop/app.ts';
import { answerSaveDialogWith } from '../../helpers/desktop/outside.ts';
import type { TestPortal } from '../../helpers/portal/portal.ts';
import { expect, test } from '../fixtures.ts';
import { ExamsPage } from '../pages/exams-page.ts';
import { KeyboardHands } from '../pages/keyboard-hands.ts';
import { SignInPage } from '../pages/sign-in-page.ts';

async function signedInByKeys(app: TestApp, portal: TestPortal): Promise<KeyboardHands> {
  const { username, password } = portal.accountOf('patient');
  const hands = new KeyboardHands(app.shell);
  await expect(new SignInPage(app.shell).username).toBeFocused();
  await hands.type(username);
  await hands.press('Tab');
  await hands.type(password);
  await hands.press('Enter');
  await app.shell.getByRole('navigation', { name: 'Menu principal' }).waitFor();
  return hands;
}

test('the keyboard alone shares an exam, prolongs the share and ends it', async ({ portal, launch }) => {
  test.setTimeout(180_000);
  const app = await launch();
  const hands = await signedInByKeys(app, portal);
  await hands.enter(/^Partages et accès/);
  await hands.enter(/^Partager un examen/);

  const dialog = app.shell.getByRole('dialog');
  await hands.tabTo(/^IRM du genou droit/);
  await hands.press('Space');
  await expect(dialog.getByRole('checkbox', { name: /IRM du genou droit/ }).first()).toBeChecked();
  await hands.tabTo(/^Adresse e-mail du destinataire/);
  await hands.type('ami@exemple.fr');
  await hands.tabTo(/Un professionnel de santé|Un proche/);
  await hands.press('ArrowDown');
  await expect(dialog.getByRole('radio', { name: /Un proche/ })).toBeChecked();
  await hands.enter(/^Partager$/);
  const sent = app.shell.getByRole('alertdialog', { name: 'Partage envoyé' });
  await expect(sent).toBeVisible();
  const copied = (): Promise<string> => app.electron.evaluate(({ clipboard }) => clipboard.readText());
  await hands.enter(/^Copier le code/);
  await expect.poll(copied).toBe(await sent.locator('.access-code-itself').textContent());
  await hands.enter(/^Copier le lien/);
  await expect.poll(copied).toMatch(/^https?:\/\/\S+$/);
  await hands.enter(/^J’ai noté le code/);
  await expect(sent).toBeHidden();
  await hands.expectSeen();
  expect(await hands.focused()).toContain('Partager un examen');

  await test.step('prolongs it', async () => {
    await hands.enter(/^Prolonger le partage avec ami@exemple\.fr/);
    await expect(dialog).toContainText('a accès jusqu’au');
    await hands.press('Escape');
    await expect(dialog).toBeHidden();
    await hands.expectSeen();
    expect(await hands.focused()).toContain('Prolonger le partage avec ami@exemple.fr');
  });

  await test.step('ends it', async () => {
    await hands.enter(/^Arrêter le partage avec ami@exemple\.fr/);
    const asking = app.shell.getByRole('alertdialog', { name: 'Arrêter ce partage' });
    await expect(asking).toBeVisible();
    await hands.enter(/^Arrêter le partage$/);
    await expect(asking).toBeHidden();
    await expect(app.shell.locator('.sharing-list > li').filter({ hasText: 'ami@exemple.fr' })).toContainText(
      'Arrêté par vous',
    );
    await hands.press('Tab');
    await hands.expectSeen();
  });
});

test('the keyboard alone reads and saves the history, and looks after the account', async ({
  portal,
  launch,
}) => {
  test.setTimeout(180_000);
  const { password } = portal.accountOf('patient');
  const app = await launch();
  const hands = await signedInByKeys(app, portal);
  const tab = (name: string) => app.shell.getByRole('tab', { name });
  await hands.enter(/^Mon espace/);
  await hands.tabTo(/^Identité/);

  await test.step('history', async () => {
    await hands.press('ArrowRight', 'ArrowRight');
    await expect(tab('Historique')).toHaveAttribute('aria-selected', 'true');
    await hands.tabTo(/^Personne|Tout le monde/);
    await hands.press('Enter');
    await expect(app.shell.getByRole('listbox')).toBeVisible();
    await hands.press('ArrowDown', 'Enter');
    await expect(app.shell.getByRole('listbox')).toBeHidden();
    await hands.expectSeen();
    const file = join(app.userData, 'historique.pdf');
    await answerSaveDialogWith(app, file);
    await hands.enter(/^Enregistrer en PDF/);
    await expect(app.shell.getByText('L’historique est enregistré.')).toBeVisible();
    expect((await readFile(file)).subarray(0, 5).toString()).toBe('%PDF-');
  });

  await test.step('account', async () => {
    await tab('Historique').focus();
    await hands.press('ArrowRight');
    await expect(tab('Compte')).toHaveAttribute('aria-selected', 'true');
    await hands.tabTo(/^Mot de passe actuel/);
    await hands.type(password);
    await hands.tabTo(/^Nouveau mot de passe/);
    await hands.type('une phrase facile à retenir');
    await hands.enter(/^Changer le mot de passe/);
    await expect(app.shell.getByText('Votre mot de passe est changé.')).toBeVisible();
    await hands.enter(/^Désactiver mon compte…/);
    const asking = app.shell.getByRole('alertdialog', { name: 'Désactiver votre compte' });
    await expect(asking).toBeVisible();
    await hands.press('Escape');
    await expect(asking).toBeHidden();
    expect(await hands.focused()).toContain('Désactiver mon compte…');
    await hands.expectSeen();
  });
});

test('the keyboard alone keeps an exam here and removes it, changes the language, finds help, locks and unlocks', async ({
  portal,
  launch,
}) => {
  test.setTimeout(180_000);
  const app = await launch();
  const page = app.shell;
  const hands = await signedInByKeys(app, portal);

  await test.step('finds an exam and keeps it here', async () => {
    await hands.enter(/^Examens/);
    const { exams } = new ExamsPage(page);
    await expect(exams.first()).toBeVisible();
    await hands.press('Control+f');
    await hands.type('echocardio');
    await expect(exams).toHaveCount(1);
    await hands.enter(/Échocardiographie/);
    await hands.enter(/^Garder ici/);
    await expect(exams).toContainText('Gardé ici');
    await hands.expectSeen();
    await hands.press('Control+f');
    await hands.press('Control+a', 'Delete');
    await expect(exams).not.toHaveCount(1);
    await hands.enter(/^Gardés ici/);
    await expect(exams).toHaveCount(1);
    await hands.enter(/^Tout afficher/);
    await expect(exams).not.toHaveCount(1);
  });

  await test.step('removes it', async () => {
    await hands.press('Control+5');
    await hands.enter(/^Retirer de cet ordinateur\s: Échocardiographie/);
    const asking = page.getByRole('alertdialog');
    await expect(asking).toBeVisible();
    await hands.enter(/^Retirer$/);
    await expect(asking).toBeHidden();
    await expect(page.getByText('Aucun examen n’est gardé ici')).toBeVisible();
    await hands.press('Tab');
    await hands.expectSeen();
  });

  await test.step('changes the language, and back', async () => {
    await hands.press('Control+6');
    await hands.tabTo(/^Identité/);
    await hands.press('End');
    await hands.tabTo(/^(Celle de l’ordinateur|Français)/);
    await hands.press('ArrowUp');
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');
    await hands.press('ArrowUp');
    await expect(page.locator('html')).toHaveAttribute('lang', 'fr');
    await hands.expectSeen();
  });

  await test.step('finds help', async () => {
    await hands.press('F1');
    await hands.enter(/^Rapport technique/);
    await expect(page.getByRole('dialog', { name: 'Rapport technique' })).toBeVisible();
    await hands.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
    expect(await hands.focused()).toContain('Rapport technique');
    await hands.enter(/^Licences/);
    await expect(page.getByRole('region', { name: 'Licences' })).toContainText('Apache License');
    await hands.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
  });

  await test.step('locks and unlocks', async () => {
    await hands.press('Control+Shift+L');
    await expect(page.getByRole('heading', { level: 1, name: 'Application verrouillée' })).toBeVisible();
    await expect(new SignInPage(page).password).toBeFocused();
    await hands.type(portal.accountOf('patient').password);
    await hands.press('Enter');
    // Where they were.
    await expect(page.getByRole('heading', { level: 1, name: 'Aide' })).toBeFocused();
  });
});
