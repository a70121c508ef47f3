import { join } from 'node:path';
import type { TestApp } from '../../helpers/desktop/app.ts';
import { expectAccessible } from '../../helpers/desktop/axe.ts';
import { filesUnder } from '../../helpers/files-under.ts';
import { expect, keepScreenshot, test } from '../fixtures.ts';
import { ExamsPage } from '../pages/exams-page.ts';
import { ThisComputerPage } from '../pages/this-computer-page.ts';
import { ViewerWindow } from '../pages/viewer-window.ts';
import { signInAsPatient } from '../sign-in.ts';

/** Writes down what a person sees of a download without the page: the window's title, and the dock or taskbar. */
async function whatTheDesktopShows(
  app: TestApp,
): Promise<() => Promise<{ titles: string[]; bars: number[] }>> {
  const noted = await app.electron.evaluateHandle(({ BrowserWindow }) => {
    const seen = { titles: [] as string[], bars: [] as number[] };
    for (const window of BrowserWindow.getAllWindows()) {
      const setTitle = window.setTitle.bind(window);
      const setProgressBar = window.setProgressBar.bind(window);
      window.setTitle = (title) => {
        seen.titles.push(title);
        setTitle(title);
      };
      window.setProgressBar = (done, options) => {
        seen.bars.push(done);
        setProgressBar(done, options);
      };
    }
    return seen;
  });
  return () => noted.jsonValue();
}

test('what lies on this computer: kept, looked at, how much it takes, and taken away again', async ({
  portal,
  launch,
}) => {
  test.setTimeout(180_000);
  const app = await launch();
  const shell = await signInAsPatient(app, portal);
  const page = new ThisComputerPage(app.shell);
  const files = async (folder: 'kept' | 'cache'): Promise<number> =>
    (await filesUnder(join(app.userData, 'library'))).filter((path) => path.includes(`/${folder}/`)).length;

  await shell.open('Sur cet ordinateur');
  await expect(page.empty).toBeVisible();
  await expectAccessible(app.shell, 'this computer, empty');

  await test.step('an exam that is kept, and one that was only looked at', async () => {
    await shell.open('Examens');
    const exams = new ExamsPage(app.shell);
    const knee = await exams.expand('IRM du genou droit');
    const shown = await whatTheDesktopShows(app);
    await knee.getByRole('button', { name: /^Garder/ }).click();
    const viewer = new ViewerWindow(await app.viewerFrom(() => exams.viewImages('Radiographie du thorax')));
    await viewer.waitForImage();
    await viewer.page.close();
    await shell.open('Sur cet ordinateur');
    await expect(page.kept).toContainText('IRM du genou droit');
    await expect(page.kept.getByRole('button', { name: /^Retirer/ })).toBeVisible({ timeout: 60_000 });
    await expect.poll(async () => (await shown()).bars.at(-1)).toBe(-1);
    const { titles, bars } = await shown();
    expect(titles.some((title) => /^\d+ % – /.test(title))).toBe(true);
    expect(titles.at(-1)).not.toContain('%');
    expect(bars.some((done) => done >= 0 && done <= 1)).toBe(true);
    await expect(page.lookedAt.getByRole('listitem')).toContainText('Radiographie du thorax');
    await expect(page.space).toContainText('Examens gardés');
    await keepScreenshot(app.shell, 'this-computer');
    await expectAccessible(app.shell, 'this computer');
    expect(await files('kept')).toBeGreaterThan(0);
    expect(await files('cache')).toBeGreaterThan(0);
  });

  await test.step('without a network, what is kept opens', async () => {
    await portal.stop();
    // Whoever asks for something notices at once.
    await shell.open('Accueil');
    await shell.open('Sur cet ordinateur');
    await expect(shell.offline).toBeVisible();
    const viewer = new ViewerWindow(
      await app.viewerFrom(() => page.kept.getByRole('button', { name: /^Voir les images/ }).click()),
    );
    await viewer.waitForImage();
    await viewer.page.close();
    await portal.restart();
    await expect(shell.online).toBeVisible({ timeout: 60_000 });
  });

  await test.step('both are taken away, and nothing of them stays', async () => {
    await page.lookedAt.getByRole('button', { name: 'Tout effacer' }).click();
    await expect(page.lookedAt.getByRole('listitem')).toHaveCount(0);
    await page.kept.getByRole('button', { name: /^Retirer/ }).click();
    await app.shell.getByRole('alertdialog').getByRole('button', { name: 'Retirer' }).click();
    await expect(page.empty).toBeVisible();
    await expect.poll(async () => (await files('kept')) + (await files('cache'))).toBe(0);
  });
});
