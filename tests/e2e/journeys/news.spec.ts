import { clickNotification, hurry, keepNotifications, notifications } from '../../helpers/desktop/outside.ts';
import { accountNamed } from '../../helpers/portal/portal.ts';
import { publishExam } from '../../helpers/portal/publish-exam.ts';
import { breakGlassOverHttp } from '../../helpers/portal/temporary-access.ts';
import { expect, test } from '../fixtures.ts';
import { HomePage } from '../pages/home-page.ts';
import { signInAsPatient } from '../sign-in.ts';
import type { TestApp } from '../../helpers/desktop/app.ts';

/** Nobody looks at the window: what happens is told by the system, which keeps it. What is looked for `every` so often comes soon. */
async function onlyTheSystemTells(app: TestApp, every: number): Promise<void> {
  await keepNotifications(app);
  await app.electron.evaluate(({ BrowserWindow }) => {
    BrowserWindow.prototype.isFocused = () => false;
  });
  await hurry(app, every);
}

test('a new exam is told by a notification without health data, whose click leads to it; or by none, as the person likes', async ({
  portal,
  launch,
}) => {
  test.setTimeout(120_000);
  const app = await launch();
  await onlyTheSystemTells(app, 600_000);
  const shell = await signInAsPatient(app, portal);
  const home = new HomePage(app.shell);
  // What is there at the application's first look is no news.
  await expect(home.newDocuments).toHaveCount(3);

  await test.step('not asked for, as it is at first: the page tells, the system does not', async () => {
    await shell.open('Mon espace');
    await app.shell.getByRole('tab', { name: 'Préférences' }).click();
    const wish = app.shell.getByRole('checkbox', { name: 'M’avertir quand un document arrive' });
    await expect(wish).not.toBeChecked();
    await shell.open('Accueil');
    await publishExam(portal, 'Scanner abdominal');
    await expect(home.newDocuments.filter({ hasText: 'Scanner abdominal' })).toHaveCount(1);
    expect(await notifications(app)).toEqual([]);
  });

  await test.step('asked for: the system tells that something came, and nothing more', async () => {
    await shell.open('Mon espace');
    await app.shell.getByRole('tab', { name: 'Préférences' }).click();
    await app.shell.getByText('M’avertir quand un document arrive').click();
    await shell.open('Établissements');
    await publishExam(portal, 'Scanner du rachis');
    await expect
      .poll(() => notifications(app))
      .toEqual(['e-mage: De nouveaux documents sont disponibles. Ouvrez l’application pour les voir.']);
  });

  await test.step('a click leads to the new documents', async () => {
    await expect(shell.heading).toHaveText('Établissements');
    await clickNotification(app);
    await expect(home.greeting).toBeVisible();
    await expect(home.newDocuments.filter({ hasText: 'Scanner du rachis' })).toHaveCount(1);
  });
});

test('an access in an emergency is told at once, whatever the person chose, with nothing of them in it', async ({
  portal,
  launch,
}) => {
  test.setTimeout(120_000);
  const app = await launch();
  await onlyTheSystemTells(app, 30_000);
  await app.shell.evaluate(() => window.emage.calls['preferences.set']({ notifications: false }));
  await signInAsPatient(app, portal);
  await expect(new HomePage(app.shell).newDocuments).toHaveCount(3);
  const reason = 'Patiente inconsciente aux urgences, antériorités indispensables.';
  await breakGlassOverHttp(portal, accountNamed(portal, 'camille.noel'), reason);
  await expect.poll(() => notifications(app)).toHaveLength(1);
  const [told] = await notifications(app);
  expect(told).toBe(
    'e-mage: Un accès d’urgence à votre dossier vient d’être ouvert. Ouvrez l’application pour savoir par qui.',
  );
  expect(told).not.toMatch(/martin|jeanne|noël|inconsciente|scanner|irm/i);

  await clickNotification(app);
  await expect(app.shell.getByRole('tab', { name: 'Professionnels' })).toHaveAttribute(
    'aria-selected',
    'true',
  );
  await expect(app.shell.getByRole('region', { name: 'Accès temporaire' })).toContainText(
    'Patiente inconsciente aux urgences',
  );
});
