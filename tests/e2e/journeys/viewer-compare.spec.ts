import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import dicomParser from 'dicom-parser';
import type { Locator } from '@playwright/test';
import { expectAccessible } from '../../helpers/desktop/axe.ts';
import { dicomFolderOf } from '../../helpers/dicom/dicom-folder.ts';
import { answerSaveDialogWith } from '../../helpers/desktop/outside.ts';
import { realExams } from '../../helpers/portal/portal.ts';
import { openStudy } from '../open-study.ts';
import { Shell } from '../pages/shell.ts';
import { SignInPage } from '../pages/sign-in-page.ts';
import { ViewerWindow } from '../pages/viewer-window.ts';
import { expect, keepScreenshot, test as base } from '../fixtures.ts';

base.skip(!existsSync(realExams), 'the real exams of ../shared/dicom are not here');

const test = base.extend({
  portalArgs: async ({ portalEnv: _ }, use) => {
    const made = await dicomFolderOf(['series/ct-head', 'series/ct-head-prior']);
    await use(['--dicom', made.folder]);
    await made.dispose();
  },
});

const headStudy = '1.3.46.670589.33.1.27492712521914879309.27169771283235650014';

const imageOf = async (viewport: Locator): Promise<number> =>
  Number(await viewport.getAttribute('data-image'));

test('a CT of today and the one of two years ago, side by side', async ({ portal, launch }) => {
  test.setTimeout(240_000);
  const app = await launch();
  await new SignInPage(app.shell).signIn(portal.accountOf('patient'));
  await new Shell(app.shell).menu.waitFor();
  const viewer = await openStudy(app, headStudy);
  const { page } = viewer;
  await viewer.waitForImage();
  await viewer.closeHint();
  await viewer.chooseFromMenu('Vue médecin');
  await expectAccessible(page, 'a doctor’s view');

  await test.step('a layout from the grid by the keys, and a series put into a field by a drag or by the keys', async () => {
    await viewer.press('Alt+0');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await expect(viewer.viewports).toHaveCount(2);
    const [left, right] = [viewer.viewports.nth(0), viewer.viewports.nth(1)];
    const before = (await left.getAttribute('aria-label')) ?? '';
    await viewer.series.filter({ hasText: '1MM' }).dragTo(right);
    await expect(right).toHaveAttribute('data-count', '140');
    await expect(right).toHaveAttribute('data-active', 'true');
    await expect(right).toBeFocused();
    // And into no other.
    await expect(left).toHaveAttribute('aria-label', before);
    await viewer.series.filter({ hasText: '5MM' }).focus();
    await page.keyboard.press('Control+ArrowLeft');
    await expect(left).toHaveAttribute('data-active', 'true');
    await page.keyboard.press('Enter');
    await expect(left).toHaveAttribute('data-count', '28');
    await expect(right).toHaveAttribute('data-count', '140');
  });

  await test.step('fields scroll together to the same place of the patient', async () => {
    const [thick, thin] = [viewer.viewports.nth(0), viewer.viewports.nth(1)];
    await thick.focus();
    await page.keyboard.press('q');
    await page.keyboard.press('End');
    await expect(thick).toHaveAttribute('data-image', '28');
    await expect.poll(() => imageOf(thin)).toBeGreaterThan(130);
    await page.keyboard.press('Home');
    await expect.poll(() => imageOf(thin)).toBeLessThan(10);
    await page.keyboard.press('q');
    await page.keyboard.press('End');
    await expect(thick).toHaveAttribute('data-image', '28');
    expect(await imageOf(thin)).toBeLessThan(10);
  });

  await test.step('light goes together where it is linked', async () => {
    for (const viewport of await viewer.viewports.all())
      await expect(viewport).toHaveAttribute('data-state', 'shown');
    await page.keyboard.press('Alt+q');
    await page.keyboard.press('3');
    for (const viewport of await viewer.viewports.all())
      await expect(viewport.getByText('Fenêtre 1 800 · Centre 400 HU')).toBeVisible();
    await page.keyboard.press('Alt+q');
    await page.keyboard.press('r');
    await expect(viewer.viewports.nth(0).getByText('Centre 400')).toHaveCount(0);
    await expect(viewer.viewports.nth(1).getByText('Centre 400')).toBeVisible();
  });

  await test.step('a line on the scout shows where the slice lies', async () => {
    await viewer.viewports.nth(1).focus();
    await viewer.series
      .filter({ hasText: /Scanner/ })
      .first()
      .click();
    await expect(viewer.viewports.nth(1)).toHaveAttribute('data-count', '1');
    await viewer.viewports.nth(0).focus();
    const line = viewer.viewports.nth(1).locator('.images-reference-line');
    await expect(line).toHaveCount(1);
    const before = await line.getAttribute('style');
    await page.keyboard.press('Home');
    await expect(line).not.toHaveAttribute('style', before ?? '');
    await keepScreenshot(page, 'viewer-reference-line');
    await page.keyboard.press('Shift+l');
    await expect(line).toHaveCount(0);
    await page.keyboard.press('Shift+l');
  });

  await test.step('the prior in two clicks, linked from where the hand puts it', async () => {
    await viewer.tool('Comparer avec un autre examen').click();
    // Exams of the same kind come first: this one is there without scrolling.
    const button = page.getByRole('dialog').getByRole('button', { name: /HEAD \(PRIOR\)/ });
    await expect(button).toBeInViewport();
    await button.click();
    const [today, prior] = [viewer.viewports.nth(0), viewer.viewports.nth(1)];
    await expect(prior).toHaveAttribute('data-state', 'shown', { timeout: 30_000 });
    await expect(prior.getByText('17 sept. 2013')).toBeVisible();
    await today.focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('Shift+q');
    const start = await imageOf(prior);
    await page.keyboard.press('PageDown');
    await expect.poll(() => imageOf(prior)).toBe(start + 10);
    await keepScreenshot(page, 'viewer-prior');
  });

  await test.step('marked images are a list, to go to and to unmark', async () => {
    const today = viewer.viewports.nth(0);
    await page.keyboard.press('Control+d');
    await page.keyboard.press('End');
    await expect(today).toHaveAttribute('data-image', '28');
    await page.keyboard.press('Control+d');
    await expect(today.getByText('Image clé')).toBeVisible();
    await page.keyboard.press('Shift+d');
    const list = page.getByRole('dialog', { name: 'Liste des images clés' });
    await expect(list.getByRole('listitem')).toHaveCount(2);
    await expect(list.locator('img')).toHaveCount(2);
    await keepScreenshot(page, 'viewer-key-images');
    await list.getByRole('button', { name: 'STD BRAIN 5MM, image 11', exact: true }).click();
    await expect(today).toHaveAttribute('data-image', '11');
    await expect(list).toHaveCount(0);
    await page.keyboard.press('Shift+d');
    await list.getByRole('button', { name: 'Retirer : STD BRAIN 5MM, image 28' }).click();
    await expect(list.getByRole('listitem')).toHaveCount(1);
    // The button that had the focus is gone with its image: the next one has it at once.
    await expect(list.getByRole('button', { name: /^Retirer/ })).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(list).toHaveCount(0);
  });

  await test.step('measurements and key images are handed out as DICOM', async () => {
    await viewer.viewports.nth(0).focus();
    await page.keyboard.press('m');
    await page.keyboard.press('Enter');
    await expect(viewer.notes).toHaveCount(1);
    for (const [command, uid] of [
      ['Exporter les mesures (DICOM SR)…', '1.2.840.10008.5.1.4.1.1.88.33'],
      ['Exporter les images clés (DICOM KOS)…', '1.2.840.10008.5.1.4.1.1.88.59'],
    ] as const) {
      const path = join(app.userData, `${uid}.dcm`);
      await answerSaveDialogWith(app, path);
      await viewer.chooseFromMenu(command);
      await expect(page.getByText('C’est enregistré.').first()).toBeVisible();
      await expect.poll(() => existsSync(path)).toBe(true);
      const data = dicomParser.parseDicom(readFileSync(path));
      expect(data.string('x00080016')).toBe(uid);
      expect(data.string('x0020000d')).toBe(headStudy);
    }
  });

  await test.step('a second window on the same image, whose notes are the same', async () => {
    const image = await viewer.viewport.getAttribute('data-image');
    const beside = new ViewerWindow(
      await app.viewerFrom(() => viewer.chooseFromMenu('Ouvrir une deuxième fenêtre')),
    );
    await beside.waitForImage();
    await expect(beside.viewport).toHaveAttribute('data-image', image ?? '');
    await beside.press('m');
    await expect(beside.notes).toHaveCount(1);
    await beside.press('Enter');
    await expect(beside.notes).toHaveCount(2);
    await expect(viewer.notes).toHaveCount(2);
    await viewer.press('Enter');
    await expect(viewer.notes).toHaveCount(3);
    await expect(beside.notes).toHaveCount(3);
    await beside.page.close();
  });

  await test.step('all of the screen, and back', async () => {
    await viewer.press('f');
    await expect.poll(() => page.evaluate(() => document.fullscreenElement !== null)).toBe(true);
    await viewer.press('f');
    await expect.poll(() => page.evaluate(() => document.fullscreenElement === null)).toBe(true);
  });

  await test.step('sixteen fields', async () => {
    await viewer.press('Alt+9');
    // One of the series is no image, and has a field too.
    await expect(page.locator('.images-field')).toHaveCount(16);
    await keepScreenshot(page, 'viewer-layout-4x4');
    await expectAccessible(page, 'a doctor’s view of sixteen fields');
  });
});
