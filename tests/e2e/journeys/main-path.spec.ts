import { ExamsPage } from '../pages/exams-page.ts';
import { HomePage } from '../pages/home-page.ts';
import { ReportPage } from '../pages/report-page.ts';
import { Shell } from '../pages/shell.ts';
import { SignInPage } from '../pages/sign-in-page.ts';
import { ViewerWindow } from '../pages/viewer-window.ts';
import { viewerMadeAhead } from '../../helpers/desktop/app.ts';
import { expect, keepScreenshot, test } from '../fixtures.ts';

test('signs in, reads a report and looks at its images', async ({ portal, launch }) => {
  const app = await launch();
  const signIn = new SignInPage(app.shell);
  await expect(signIn.portal).toContainText('e-mage');
  await signIn.signIn(portal.accountOf('patient'));

  await expect(new HomePage(app.shell).greeting).toHaveText('Bonjour Madame Martin');
  await expect(new HomePage(app.shell).newDocuments).not.toHaveCount(0);
  await keepScreenshot(app.shell, 'home');

  const shell = new Shell(app.shell);
  await shell.open('Examens');
  const exams = new ExamsPage(app.shell);
  await exams.expand('Scanner du thorax');
  await keepScreenshot(app.shell, 'exams');

  // The window that will show it stands there already, drawn, hidden, and holds nothing of anybody.
  const waiting = await viewerMadeAhead(app);
  await expect(waiting.getByRole('toolbar').getByRole('button', { name: 'Défiler' })).toBeVisible();
  await expect(waiting.getByRole('option')).toHaveCount(0);
  expect(await waiting.locator('body').innerText()).not.toMatch(/Martin|thorax/i);
  const windowsShown = (): Promise<number> =>
    app.electron.evaluate(
      ({ BrowserWindow }) => BrowserWindow.getAllWindows().filter((window) => window.isVisible()).length,
    );
  expect(await windowsShown()).toBe(1);

  const viewer = new ViewerWindow(await app.viewerFrom(() => exams.viewImages('Scanner du thorax')));
  expect(viewer.page).toBe(waiting);
  expect(await windowsShown()).toBe(2);
  await viewer.waitForImage();
  await viewer.closeHint();
  await expect(viewer.series).toHaveCount(3);
  await viewer.selectSeries('1,5');
  await viewer.waitForImage();
  await keepScreenshot(viewer.page, 'viewer');

  await exams.readReport('Scanner du thorax');
  await expect(new ReportPage(app.shell).text.first()).toContainText('thorax');
  await keepScreenshot(app.shell, 'report');
});

test('the viewer scrolls, zooms, pans and changes the window by mouse, wheel and keyboard', async ({
  portal,
  launch,
}) => {
  const app = await launch();
  await new SignInPage(app.shell).signIn(portal.accountOf('patient'));
  await new Shell(app.shell).open('Examens');
  const viewer = new ViewerWindow(
    await app.viewerFrom(() => new ExamsPage(app.shell).viewImages('Scanner du thorax')),
  );
  await viewer.waitForImage();
  await viewer.closeHint();
  await viewer.selectSeries('1,5');
  await expect(viewer.viewport).toHaveAttribute('data-count', '200');
  await viewer.waitForImage();

  await test.step('a patient has the tools that matter, each with its key; the list says how many images', async () => {
    await expect(viewer.page.getByRole('toolbar').locator('button, label')).toHaveText([
      'Défiler',
      'Éclaircir',
      'Agrandir',
      'Déplacer',
      'Mesurer',
      'Réinitialiser',
      'Plus…',
    ]);
    // A mouse that came while the bar was being drawn anew has not entered the button.
    await expect(async () => {
      await viewer.viewport.hover();
      await viewer.tool('Réinitialiser').hover();
      await expect(viewer.page.getByRole('tooltip')).toContainText('R', { timeout: 3_000 });
    }).toPass();
    await expect(viewer.series.filter({ hasText: '1,5' })).toContainText('200 images');
  });

  await test.step('keyboard moves through the images', async () => {
    await viewer.press('Home');
    await viewer.expectImage(1);
    await viewer.press('ArrowDown');
    await viewer.expectImage(2);
    await viewer.press('PageDown');
    await viewer.expectImage(12);
    await viewer.press('End');
    await viewer.expectImage(200);
    await viewer.press('PageUp');
    await viewer.expectImage(190);
  });

  await test.step('the wheel moves through the images', async () => {
    await viewer.waitForImage();
    await viewer.viewport.hover();
    await viewer.page.mouse.wheel(0, -120);
    await viewer.expectImage(189);
  });

  const changes = async (act: () => Promise<void>): Promise<void> => {
    await viewer.waitForImage();
    const before = await viewer.picture();
    await act();
    await expect.poll(async () => (await viewer.picture()).equals(before)).toBe(false);
  };
  const drag = async (dx: number, dy: number): Promise<void> => {
    const box = (await viewer.viewport.boundingBox())!;
    await viewer.page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await viewer.page.mouse.down();
    await viewer.page.mouse.move(box.x + box.width / 2 + dx, box.y + box.height / 2 + dy, { steps: 4 });
    await viewer.page.mouse.up();
  };
  for (const tool of ['Éclaircir', 'Agrandir', 'Déplacer']) {
    await test.step(`a drag does what « ${tool} » says`, async () => {
      await viewer.tool(tool).click();
      await changes(() => drag(60, 40));
    });
  }
  await test.step('keys zoom', () => changes(() => viewer.press('+')));
  await test.step('« Réinitialiser » brings back the picture', () =>
    changes(() => viewer.tool('Réinitialiser').click()));
});

test('images stream in: the first is on screen before the rest has arrived', async ({ portal, launch }) => {
  const app = await launch();
  await new SignInPage(app.shell).signIn(portal.accountOf('patient'));
  await new Shell(app.shell).open('Examens');
  const viewer = new ViewerWindow(
    await app.viewerFrom(() => new ExamsPage(app.shell).viewImages('Scanner du thorax')),
  );
  await viewer.waitForImage();
  await viewer.selectSeries('1,5');
  await viewer.waitForImage();
  // The title says how many of the 200 are there: more than none, fewer than all.
  await expect(viewer.page.getByTitle(/^\d{1,3} images chargées sur 200$/)).toBeVisible();
  await expect(viewer.page.getByTitle(/images chargées sur 200$/)).toBeHidden({ timeout: 60_000 });
});
