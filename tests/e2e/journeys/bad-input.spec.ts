import { startDamagingProxy } from '../../helpers/servers/damaging-proxy.ts';
import { startTestPortal } from '../../helpers/portal/portal.ts';
import {
  nowhere,
  startSelfSigned,
  startUnavailable,
  startWebSite,
} from '../../helpers/servers/wrong-servers.ts';
import { ExamsPage } from '../pages/exams-page.ts';
import { HomePage } from '../pages/home-page.ts';
import { Shell } from '../pages/shell.ts';
import { SignInPage } from '../pages/sign-in-page.ts';
import { ViewerWindow } from '../pages/viewer-window.ts';
import { expect, test } from '../fixtures.ts';
import { signInAsPatient } from '../sign-in.ts';

test('a wrong address, a site that is no portal, one that is down, a bad certificate: each is said, none is the end', async ({
  portal,
  launch,
}) => {
  const [website, down, selfSigned] = await Promise.all([
    startWebSite(),
    startUnavailable(),
    startSelfSigned(),
  ]);
  try {
    const app = await launch({ portalAddress: 'https://portail.invalid' });
    const page = new SignInPage(app.shell);
    await expect(page.alert).toContainText('Aucun portail ne répond à cette adresse.');
    await page.goTo(await nowhere());
    await expect(page.alert).toContainText('Le portail ne répond pas pour le moment.');
    await page.goTo(website.url);
    await expect(page.alert).toContainText('Cette adresse n’est pas celle d’un portail e-\u2060mage.');
    await page.goTo(down.url);
    await expect(page.alert).toContainText('Le portail ne répond pas pour le moment.');
    await page.goTo(selfSigned.url);
    await expect(page.alert).toContainText('L’identité du portail n’a pas pu être vérifiée.');
    await page.goTo('http://192.0.2.1');
    await expect(page.alert).toContainText('Cette adresse n’est pas protégée.');
    await page.goTo(portal.url);
    await page.signIn(portal.accountOf('patient'));
    await expect(new Shell(app.shell).menu).toBeVisible();
  } finally {
    await Promise.all([website.close(), down.close(), selfSigned.close()]);
  }
});

test('without a keychain it says so, and goes on without remembering', async ({ portal, launch }) => {
  // No D-Bus session: the Secret Service cannot be reached.
  const withoutKeychain = { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent' };
  const app = await launch({ env: withoutKeychain });
  await signInAsPatient(app, portal);
  await expect(app.shell.getByText('Cet ordinateur ne peut pas garder votre connexion.')).toBeVisible();
  await expect(new HomePage(app.shell).newDocuments).not.toHaveCount(0);
  await app.quit();

  const again = await launch({ userData: app.userData, env: withoutKeychain });
  await expect(new SignInPage(again.shell).submit).toBeVisible();
});

test('images that are cut off or not DICOM are said in their place; the rest stays usable', async ({
  launch,
}) => {
  // A faulty proxy between: of three instances it cuts one in its pixels, and answers for another with a page of its own.
  let count = 0;
  const proxy = await startDamagingProxy((bytes) => {
    count += 1;
    if (count % 3 === 0) return bytes.subarray(0, Math.floor(bytes.length / 2));
    if (count % 3 === 1) return Buffer.from('<html>Proxy error</html>');
    return bytes;
  });
  const portal = await startTestPortal();
  proxy.forwardTo(portal.url);
  try {
    const app = await launch({ portalAddress: proxy.url });
    const shell = await signInAsPatient(app, portal);
    await shell.open('Examens');
    const viewer = new ViewerWindow(
      await app.viewerFrom(() => new ExamsPage(app.shell).viewImages('Scanner du thorax')),
    );
    await viewer.closeHint();
    await viewer.selectSeries('1,5');
    await expect(viewer.viewport).toHaveAttribute('data-count', '200');
    await expect(viewer.page.getByText(/images illisibles/)).toBeVisible({ timeout: 60_000 });

    const seen = new Set<string>();
    await viewer.press('Home');
    for (let image = 1; image <= 15; image += 1) {
      await viewer.expectImage(image);
      await expect(viewer.viewport.locator('.images-loading')).toHaveCount(0);
      const words = await viewer.instead.allTextContents();
      seen.add(words.length === 0 ? 'shown' : (words[0] ?? '').slice(0, 30));
      await viewer.press('ArrowDown');
    }
    expect([...seen].sort()).toEqual([
      'Une image de cet examen est ab',
      'Une image de cet examen n’a pa',
      'shown',
    ]);
    await app.quit();
  } finally {
    await portal.dispose();
    await proxy.close();
  }
});

test('a portal that stops: what was seen stays, the rest says why, and it reconnects by itself', async ({
  portal,
  launch,
}) => {
  const app = await launch();
  const shell = await signInAsPatient(app, portal);
  await shell.open('Examens');
  await expect(new ExamsPage(app.shell).exam('Scanner du thorax')).toBeVisible();
  await portal.stop();

  await shell.open('Accueil');
  await shell.open('Établissements');
  await expect(app.shell.getByText(/Le portail ne (répond pas|peut pas être joint)/).first()).toBeVisible();
  await shell.open('Examens');
  const exam = await new ExamsPage(app.shell).expand('Scanner du thorax');
  await expect(exam.getByRole('button', { name: /^Partager\s:/ })).toBeDisabled();
  await expect(exam).toContainText('vous ne pouvez ni partager');
  await expect(shell.offline).toBeVisible();

  const maintenance = await startUnavailable(Number(new URL(portal.url).port));
  await expect(shell.portalDown).toBeVisible({ timeout: 60_000 });
  await maintenance.close();

  await portal.restart();
  await expect(shell.online).toBeVisible({ timeout: 60_000 });
  await shell.open('Établissements');
  await expect(app.shell.getByRole('article').first()).toBeVisible();
});
