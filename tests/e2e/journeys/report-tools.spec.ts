import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { answerSaveDialogWith } from '../../helpers/desktop/outside.ts';
import { printedBy } from '../../helpers/desktop/paper.ts';
import { expect, keepScreenshot, test } from '../fixtures.ts';
import { ExamsPage } from '../pages/exams-page.ts';
import { ReportPage } from '../pages/report-page.ts';
import { signInAsPatient } from '../sign-in.ts';

test('a report is searched, turned, leafed through, printed and saved', async ({ portal, launch }) => {
  test.setTimeout(120_000);
  const app = await launch();
  const page = app.shell;
  const shell = await signInAsPatient(app, portal);
  await shell.open('Examens');
  await new ExamsPage(page).readReport('Scanner du thorax');
  const report = new ReportPage(page);
  await expect(report.text.first()).toContainText('Nodule solide');
  const pages = await page.locator('.pdfViewer .page').count();
  expect(pages).toBeGreaterThan(1);

  await test.step('search, without accents, from hit to hit', async () => {
    await page.keyboard.press('Control+f');
    await page.getByRole('searchbox').last().fill('parenchyme');
    const found = page.getByRole('search').getByText(/\d+ sur \d+/);
    await expect(found).toHaveText(/^1 sur/);
    await page.keyboard.press('F3');
    await keepScreenshot(page, 'report-search');
    await page.getByRole('searchbox').last().fill('xyzzy');
    await expect(page.getByText('Aucun résultat')).toBeVisible();
    await page.getByRole('button', { name: 'Fermer la recherche' }).click();
  });

  await test.step('small pages', async () => {
    await page.keyboard.press('F4');
    const small = page.getByRole('navigation', { name: 'Aperçu des pages' });
    await expect(small.getByRole('button')).toHaveCount(pages);
    await small.getByRole('button', { name: `Page 2 sur ${pages}` }).click();
    await expect(page.getByRole('textbox', { name: 'Page' })).toHaveValue('2');
    // Keys one after the other: none waits for what the one before draws.
    for (const key of ['Home', 'End', 'ArrowUp', 'ArrowDown']) await page.keyboard.press(key);
    await expect(small.getByRole('button', { name: `Page ${pages} sur ${pages}` })).toBeFocused();
    await expect(page.getByRole('textbox', { name: 'Page' })).toHaveValue(String(pages));
    await expect(small.locator('canvas').first()).toBeVisible();
    await keepScreenshot(page, 'report-thumbnails');
  });

  await test.step('turned', async () => {
    const first = page.locator('.pdfViewer .page').first();
    const upright = (await first.boundingBox())!;
    await page.getByRole('button', { name: 'Tourner la page' }).click();
    await expect
      .poll(async () => {
        const box = (await first.boundingBox())!;
        return box.width > box.height;
      })
      .toBe(upright.height > upright.width);
  });

  await test.step('printed', async () => {
    const printed = await printedBy(app, page, join(app.userData, 'printed.pdf'), () =>
      page.getByRole('button', { name: 'Imprimer' }).click(),
    );
    expect(printed.pages).toBe(pages);
    await expect(page.getByRole('dialog')).toHaveCount(0);
  });

  await test.step('saved', async () => {
    const file = join(app.userData, 'compte-rendu.pdf');
    await answerSaveDialogWith(app, file);
    await page.keyboard.press('Control+s');
    await expect(page.getByText('Le compte rendu est enregistré.')).toBeVisible();
    expect((await readFile(file)).subarray(0, 5).toString()).toBe('%PDF-');
  });
});
