import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, keepScreenshot, test } from '../fixtures.ts';
import { SignInPage } from '../pages/sign-in-page.ts';
import { signInAsPatient } from '../sign-in.ts';

test('an application that is left alone locks itself, and the password opens it again', async ({
  portal,
  launch,
}) => {
  const app = await launch();
  const shell = await signInAsPatient(app, portal);
  await shell.open('Examens');
  await expect(app.shell.getByRole('article').first()).toBeVisible();
  // Nobody touched this computer for a quarter of an hour.
  await app.electron.evaluate(({ powerMonitor }) => {
    powerMonitor.getSystemIdleTime = () => 15 * 60;
  });
  await expect(shell.heading).toHaveText('Application verrouillée', { timeout: 30_000 });
  await expect(app.shell.getByRole('article')).toHaveCount(0);
  await expect(app.shell.getByText('genou')).toHaveCount(0);
  await keepScreenshot(app.shell, 'locked-by-time');

  await app.electron.evaluate(({ powerMonitor }) => {
    powerMonitor.getSystemIdleTime = () => 0;
  });
  const signIn = new SignInPage(app.shell);
  await signIn.password.fill('not the password');
  await app.shell.getByRole('button', { name: 'Déverrouiller' }).click();
  await expect(signIn.alert).toContainText('Ce mot de passe n’est pas le bon.');
  await expect(signIn.alert).toContainText('2 essais');
  await signIn.password.fill(portal.accountOf('patient').password);
  await app.shell.getByRole('button', { name: 'Déverrouiller' }).click();
  await expect(shell.menu).toBeVisible();
});

test('the technical report can be read before it is sent, and says nothing of the person', async ({
  portal,
  launch,
}) => {
  const app = await launch();
  const shell = await signInAsPatient(app, portal);
  await shell.open('Examens');
  await expect(app.shell.getByRole('article').first()).toBeVisible();
  // A page's own fault: where it was is told, its words are not.
  await app.shell.evaluate(() => {
    setTimeout(() => {
      throw new RangeError('MARTIN Jeanne');
    });
  });
  await expect.poll(() => readFile(join(app.userData, 'logs/main.log'), 'utf8')).toContain('page fault');
  await app.shell.keyboard.press('F1');
  await app.shell.getByRole('button', { name: 'Rapport technique' }).click();
  const report = app.shell.getByRole('region', { name: 'Rapport technique' });
  await expect(report).toContainText('## library');
  await keepScreenshot(app.shell, 'diagnostic-report');
  const text = (await report.textContent()) ?? '';
  expect(text).toContain('Il ne contient ni nom, ni identifiant, ni information médicale.');
  expect(text).toContain(`portal: ${portal.url}`);
  expect(text).toContain('"page fault","page":"shell","name":"RangeError"');
  const { username, password } = portal.accountOf('patient');
  for (const secret of [username, password, 'Martin', 'Jeanne', 'genou', 'thorax', 'EM-0512041', 'Nancy'])
    expect(text.toLowerCase(), secret).not.toContain(secret.toLowerCase());
  // No UID of a study, no id of an exam, no address of a person.
  expect(text).not.toMatch(/\b[0-2]\.\d+(\.\d+){4,}\b/);
  expect(text).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}/);
  expect(text).not.toMatch(/[\w.]+@[\w.]+\.\w+/);

  // What was read is what goes into the message.
  await app.shell.getByRole('dialog').getByRole('button', { name: 'Copier' }).click();
  await expect(app.shell.getByText('Copié', { exact: true })).toBeVisible();
  expect(await app.electron.evaluate(({ clipboard }) => clipboard.readText())).toBe(text);
});
