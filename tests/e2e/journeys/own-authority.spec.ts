import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { mergeTests } from '@playwright/test';
import { makeAuthority, trustIn, type Authority } from '../../helpers/servers/authority.ts';
import { expect, keepScreenshot, test as withPortal } from '../fixtures.ts';
import { ExamsPage } from '../pages/exams-page.ts';
import { SignInPage } from '../pages/sign-in-page.ts';
import { ViewerWindow } from '../pages/viewer-window.ts';
import { signInAsPatient } from '../sign-in.ts';
import { test as withFolder } from '../without-portal.ts';

// A hospital's portal often has a certificate of the hospital's own authority: what the computer trusts decides.

const test = mergeTests(withPortal, withFolder).extend<{ hospital: Authority }>({
  hospital: async ({ folder }, use) => use(await makeAuthority(folder)),
  portalEnv: async ({ hospital }, use) =>
    use({ PORTAL_TLS_CERTIFICATE: hospital.certificate, PORTAL_TLS_KEY: hospital.key }),
});

test.skip(process.platform !== 'linux', 'where other systems keep their authorities, a test must not write');

test('an authority that this computer trusts is trusted, for pages and for images; another is refused', async ({
  portal,
  hospital,
  folder,
  launch,
}) => {
  test.setTimeout(120_000);
  expect(portal.url).toMatch(/^https:/);
  const [stranger, trusting] = [join(folder, 'stranger'), join(folder, 'trusting')];
  await mkdir(stranger);
  await trustIn(trusting, hospital);

  const refused = await launch({ env: { HOME: stranger } });
  const { alert } = new SignInPage(refused.shell);
  await expect(alert).toContainText('L’identité du portail n’a pas pu être vérifiée.');
  await expect(alert).toContainText('rien ne lui a été envoyé');
  await keepScreenshot(refused.shell, 'authority-unknown');
  await refused.quit();

  const app = await launch({ env: { HOME: trusting } });
  const shell = await signInAsPatient(app, portal);
  await shell.open('Examens');
  const exam = await new ExamsPage(app.shell).expand('IRM du genou droit');
  const viewer = new ViewerWindow(
    await app.viewerFrom(() => exam.getByRole('button', { name: /^Voir les images/ }).click()),
  );
  await viewer.waitForImage();
});
