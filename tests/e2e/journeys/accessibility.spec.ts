import type { Page } from '@playwright/test';
import { expectAccessible } from '../../helpers/desktop/axe.ts';
import { ExamsPage } from '../pages/exams-page.ts';
import { ReportPage } from '../pages/report-page.ts';
import { SignInPage } from '../pages/sign-in-page.ts';
import { ViewerWindow } from '../pages/viewer-window.ts';
import { expect, keepScreenshot, test } from '../fixtures.ts';
import { openImages } from '../open-exam.ts';
import { signInAsPatient } from '../sign-in.ts';

const sections = [
  ['Accueil', 'home'],
  ['Examens', 'exams'],
  ['Partages et accès', 'sharing'],
  ['Établissements', 'establishments'],
  ['Sur cet ordinateur', 'this-computer'],
  ['Mon espace', 'personal-space'],
] as const;
const tabs = ['Professionnels', 'Historique', 'Compte', 'Préférences'];

const noSkeleton = (page: Page): Promise<void> => expect(page.locator('[aria-busy="true"]')).toHaveCount(0);

for (const { theme, textSize } of [
  { theme: 'light', textSize: 100 },
  { theme: 'dark', textSize: 200 },
] as const) {
  test(`axe finds nothing on any page, ${theme}, text at ${textSize} %`, async ({ portal, launch }) => {
    test.setTimeout(240_000);
    const app = await launch();
    const page = app.shell;
    await new SignInPage(page).submit.waitFor();
    await page.evaluate((change) => window.emage.calls['preferences.set'](change), { theme, textSize });
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
    const look = async (name: string): Promise<void> => {
      await noSkeleton(page);
      await expectAccessible(page, name);
      await keepScreenshot(page, `${theme}-${textSize}-${name}`);
    };
    await look('sign-in');
    const shell = await signInAsPatient(app, portal, textSize === 200);
    /** The page scrolls, and the window around it does not. */
    const scrollsOnce = async (): Promise<void> =>
      expect(
        await page.evaluate(
          () => document.documentElement.scrollHeight - document.documentElement.clientHeight,
        ),
      ).toBe(0);
    for (const [section, name] of sections) {
      await shell.open(section);
      await look(name);
      await scrollsOnce();
    }
    for (const tab of tabs) {
      await page.getByRole('tab', { name: tab }).click();
      await look(`personal-space-${tab}`);
      await scrollsOnce();
    }
    await page.getByRole('button', { name: 'Aide', exact: true }).first().click();
    await look('help');
    await shell.open('Examens');
    await new ExamsPage(page).expand('Scanner du thorax');
    await look('exam-open');
    await new ExamsPage(page).readReport('Scanner du thorax');
    await expect(new ReportPage(page).text.first()).not.toBeEmpty();
    await look('report');
  });
}

test('axe finds nothing in a viewer window', async ({ portal, launch }) => {
  const app = await launch();
  const viewer = await openImages(app, portal, 'Scanner du thorax');
  await expectAccessible(viewer.page, 'viewer with its hint');
  await viewer.closeHint();
  await expectAccessible(viewer.page, 'viewer');
});

test('the keyboard alone signs in, finds an exam, reads its report and looks at its images', async ({
  portal,
  launch,
}) => {
  test.setTimeout(180_000);
  const { username, password } = portal.accountOf('patient');
  const app = await launch();
  const { keyboard } = app.shell;
  const tabTo = async (name: RegExp): Promise<void> => {
    for (let presses = 0; presses < 60; presses += 1) {
      const words = await app.shell.evaluate(() => {
        const focused = document.activeElement;
        return `${focused?.getAttribute('aria-label') ?? ''} ${focused?.textContent ?? ''}`.trim();
      });
      if (name.test(words)) return;
      await keyboard.press('Tab');
    }
    throw new Error(`Tab never came to ${String(name)}`);
  };

  await expect(new SignInPage(app.shell).username).toBeFocused();
  await keyboard.type(username);
  await keyboard.press('Tab');
  await keyboard.type(password);
  await keyboard.press('Enter');
  await app.shell.getByRole('navigation', { name: 'Menu principal' }).waitFor();

  await tabTo(/^Examens$/);
  await keyboard.press('Enter');
  await expect(app.shell.getByRole('heading', { level: 1 })).toBeFocused();
  await tabTo(/Scanner du thorax/);
  await keyboard.press('Enter');
  await tabTo(/^Lire/);
  await keyboard.press('Enter');
  await expect(new ReportPage(app.shell).text.first()).not.toBeEmpty();
  await tabTo(/^Retour/);
  await keyboard.press('Enter');

  await tabTo(/^Voir les images/);
  const viewer = new ViewerWindow(await app.viewerFrom(() => keyboard.press('Enter')));
  await viewer.waitForImage();
  await viewer.page.keyboard.press('Tab');
  await viewer.series.nth(1).focus();
  await viewer.page.keyboard.press('Enter');
  await expect(viewer.viewport).toHaveAttribute('data-count', '200');
  await viewer.press('End');
  await viewer.expectImage(200);
});
