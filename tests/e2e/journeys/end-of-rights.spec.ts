import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { TestApp } from '../../helpers/desktop/app.ts';
import { filesUnder } from '../../helpers/files-under.ts';
import { PortalClient } from '../../helpers/portal/portal-client.ts';
import { accountNamed, type TestPortal } from '../../helpers/portal/portal.ts';
import { endShareIn, shareOverHttp } from '../../helpers/portal/share.ts';
import { breakGlassOverHttp, endTemporaryAccessAt } from '../../helpers/portal/temporary-access.ts';
import { expect, keepScreenshot, test } from '../fixtures.ts';
import { ExamsPage } from '../pages/exams-page.ts';
import { PatientsPage } from '../pages/patients-page.ts';
import { Shell } from '../pages/shell.ts';
import { SignInPage } from '../pages/sign-in-page.ts';
import { ThisComputerPage } from '../pages/this-computer-page.ts';
import { ViewerWindow } from '../pages/viewer-window.ts';

// What a person keeps goes with the right to it, and they are told: at the next contact, or at the stated end without one.

const doctorOf = (portal: TestPortal) => accountNamed(portal, 'camille.noel');

/** « Rester connecté » is on unless somebody takes it off. */
async function signInToStay(app: TestApp, account: { username: string; password: string }): Promise<Shell> {
  const page = new SignInPage(app.shell);
  await expect(page.stay).toBeChecked();
  await page.signIn(account);
  const shell = new Shell(app.shell);
  await shell.menu.waitFor();
  return shell;
}

/** Signs the doctor in and keeps the exam that the patient shares with them. */
async function keepShared(app: TestApp, portal: TestPortal): Promise<void> {
  const shell = await signInToStay(app, doctorOf(portal));
  await shell.open('Partagés avec moi');
  const exam = app.shell.getByRole('article', { name: 'IRM du genou droit' });
  await exam.getByRole('button', { name: /^Garder/ }).click();
  await shell.open('Sur cet ordinateur');
  const page = new ThisComputerPage(app.shell);
  await expect(page.kept).toHaveCount(1);
  await expect(page.kept.getByRole('button', { name: /^Retirer/ })).toBeVisible({ timeout: 60_000 });
}

const keptFiles = async (app: TestApp): Promise<string[]> =>
  (await filesUnder(join(app.userData, 'library'))).filter((path) => path.includes('/kept/'));

test('a share that was stopped: gone at the next contact, and said', async ({ portal, launch }) => {
  test.setTimeout(180_000);
  const share = await shareOverHttp(portal, { recipientEmail: 'camille.noel@chr-metz-seille.example' });
  const first = await launch();
  await keepShared(first, portal);
  expect(await keptFiles(first)).not.toEqual([]);
  await first.quit();

  const patient = await PortalClient.signIn(portal, portal.accountOf('patient'));
  await patient.delete(`/api/v1/shares/${share.id}`);
  const again = await launch({ userData: first.userData });
  const notice = again.shell
    .getByRole('status')
    .filter({ hasText: 'L’accès à « IRM du genou droit » a pris fin' });
  await expect(notice).toContainText('effacés de cet ordinateur', { timeout: 60_000 });
  await keepScreenshot(again.shell, 'right-withdrawn');
  await expect.poll(() => keptFiles(again)).toEqual([]);
  await notice.getByRole('button', { name: 'J’ai compris' }).click();
  await expect(notice).toHaveCount(0);
  await new Shell(again.shell).open('Sur cet ordinateur');
  await expect(new ThisComputerPage(again.shell).kept).toHaveCount(0);
});

test('a share that is over: looked at until then, gone at its end without any contact, and said', async ({
  launch,
  portal,
}) => {
  test.setTimeout(180_000);
  const share = await shareOverHttp(portal, { recipientEmail: 'camille.noel@chr-metz-seille.example' });
  const first = await launch();
  await keepShared(first, portal);
  const shell = new Shell(first.shell);
  await shell.open('Partagés avec moi');
  const exam = first.shell.getByRole('article', { name: 'IRM du genou droit' });
  await expect(exam).toContainText('Gardé ici');
  await portal.stop();

  await test.step('before it ends it can be looked at without a network', async () => {
    await shell.open('Sur cet ordinateur');
    const kept = first.shell.getByRole('listitem').filter({ hasText: 'IRM du genou droit' });
    await expect(kept).toContainText('jusqu’à la fin du partage');
    await keepScreenshot(first.shell, 'doctor-kept-share');
    const viewer = new ViewerWindow(
      await first.viewerFrom(() => kept.getByRole('button', { name: /^Voir les images/ }).click()),
    );
    await viewer.waitForImage();
  });

  // Only now does the end come near, so that nothing above is hurried; a page that is loaded anew hears of it.
  await portal.restart();
  await expect(first.shell.getByText('Hors ligne')).toHaveCount(0, { timeout: 60_000 });
  const end = await endShareIn(portal, share.id, 30);
  await first.shell.reload();
  await shell.open('Partagés avec moi');
  await expect(exam).toContainText('Dernier jour', { timeout: 30_000 });
  await portal.stop();
  expect(Date.now()).toBeLessThan(end);
  await first.quit();

  await expect.poll(() => Date.now(), { timeout: 60_000 }).toBeGreaterThan(end);
  const again = await launch({ userData: first.userData });
  const notice = again.shell
    .getByRole('status')
    .filter({ hasText: 'L’accès à « IRM du genou droit » a pris fin' });
  await expect(notice).toContainText('La fin prévue de cet accès est passée.', { timeout: 30_000 });
  await keepScreenshot(again.shell, 'right-over-offline');
  await expect.poll(() => keptFiles(again)).toEqual([]);
  await new Shell(again.shell).open('Sur cet ordinateur');
  await expect(new ThisComputerPage(again.shell).empty).toBeVisible();
  await expect(again.shell.getByRole('button', { name: /^Voir les images/ })).toHaveCount(0);
  await keepScreenshot(again.shell, 'doctor-kept-share-over');
});

test('an emergency access that is over: closed and gone at its end, without any contact', async ({
  launch,
  portal,
}) => {
  test.setTimeout(240_000);
  const reason = 'Patiente inconsciente aux urgences, antériorités indispensables.';
  expect((await breakGlassOverHttp(portal, doctorOf(portal), reason)).status).toBe(201);
  const app = await launch();
  const shell = await signInToStay(app, doctorOf(portal));
  const patients = new PatientsPage(app.shell);
  const toRecord = patients.banner.getByRole('button', { name: 'Voir le dossier' });
  await toRecord.click();
  const kept = patients.exam('IRM du genou droit');
  await kept.getByRole('button', { name: /^Garder/ }).click();
  const lookedAt = patients.exam('Échocardiographie');
  const viewer = new ViewerWindow(
    await app.viewerFrom(() => lookedAt.getByRole('button', { name: /^Voir les images/ }).click()),
  );
  await viewer.waitForImage();
  await shell.open('Sur cet ordinateur');
  const page = new ThisComputerPage(app.shell);
  await expect(page.kept.getByRole('button', { name: /^Retirer/ })).toBeVisible({ timeout: 60_000 });

  // Only now does the end come near, so that nothing above is hurried; a page that is loaded anew hears of it.
  await portal.stop();
  const end = Date.now() + 30_000;
  await endTemporaryAccessAt(portal, end);
  await portal.restart();
  const until = new Intl.DateTimeFormat('fr-FR', { hour: '2-digit', minute: '2-digit' })
    .format(end)
    .replace(':', '\u00a0h\u00a0')
    .replace(/^0/, '');
  await app.shell.reload();
  await expect(patients.banner).toContainText('Encore 1 minute');
  await toRecord.click();
  await expect(kept).toContainText(`Accès d’urgence jusqu’à ${until}`);
  await keepScreenshot(app.shell, 'emergency-until');
  await shell.open('Sur cet ordinateur');
  await expect(page.kept).toContainText('jusqu’à la fin de l’accès d’urgence');
  await expect(page.kept).toContainText(until);
  await keepScreenshot(app.shell, 'emergency-kept');
  const files = async (): Promise<string[]> =>
    (await filesUnder(join(app.userData, 'library'))).filter((path) => /\/(kept|cache)\//.test(path));
  expect(await files()).not.toEqual([]);
  await portal.stop();
  expect(Date.now()).toBeLessThan(end);

  await expect.poll(() => viewer.page.isClosed(), { timeout: 60_000 }).toBe(true);
  expect(Date.now()).toBeGreaterThanOrEqual(end);
  const notice = app.shell.getByRole('status').filter({ hasText: 'a pris fin' });
  await expect(notice).toContainText('L’accès à 2 examens a pris fin');
  await expect(notice).toContainText('La fin prévue de cet accès est passée.');
  await expect.poll(files).toEqual([]);
  await expect(page.kept).toHaveCount(0);
  await expect(patients.banner).toHaveCount(0);
  await keepScreenshot(app.shell, 'emergency-over-offline');
});

test('an account that was deactivated elsewhere: nothing of it stays, and why is said', async ({
  portal,
  launch,
}) => {
  test.setTimeout(180_000);
  const account = portal.accountOf('patient');
  const first = await launch();
  const shell = await signInToStay(first, account);
  await shell.open('Examens');
  const exam = await new ExamsPage(first.shell).expand('IRM du genou droit');
  await exam.getByRole('button', { name: /^Garder/ }).click();
  await expect.poll(() => keptFiles(first)).not.toEqual([]);
  await first.quit();

  const elsewhere = await PortalClient.signIn(portal, account);
  expect((await elsewhere.post('/api/v1/account/deactivate', { password: account.password })).status).toBe(
    204,
  );
  const again = await launch({ userData: first.userData });
  const page = again.shell.getByRole('main');
  const why = page.getByText('Ce compte a été désactivé.');
  await expect(why).toBeVisible({ timeout: 60_000 });
  // In sight, in a small window too, although the caret waits in a field below.
  await again.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setSize(800, 600));
  await expect(new SignInPage(again.shell).password).toBeFocused();
  await expect(why).toBeInViewport();
  await expect(page).toContainText('Ce qui était gardé sur cet ordinateur a été effacé.');
  await keepScreenshot(again.shell, 'account-deactivated-elsewhere');
  // Beside the library of this computer, which is no account's.
  await expect.poll(() => readdir(join(again.userData, 'library'))).toEqual(['local']);
});
