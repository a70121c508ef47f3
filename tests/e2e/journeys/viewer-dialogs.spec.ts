import type { Page } from '@playwright/test';
import { expectAccessible } from '../../helpers/desktop/axe.ts';
import { expect, keepScreenshot, test } from '../fixtures.ts';
import { openRecord } from '../open-exam.ts';
import { ViewerWindow } from '../pages/viewer-window.ts';

/** What opens over the images, and the keys that open it. */
const dialogs = [
  ['key-images', 'Shift+D', 'Liste des images clés'],
  ['layout', 'Alt+0', 'Disposition'],
  ['prior', 'Control+o', 'Comparer'],
  ['letter', 'Control+s', 'Image pour un courrier'],
  ['print', 'Control+p', 'Imprimer les images'],
  ['saving', 'Control+Shift+s', 'Enregistrer des images'],
  ['tags', 'Alt+i', 'DICOM'],
  ['shortcuts', '?', 'Raccourcis'],
] as const;

/** What can be pressed in the dialog, wherever it scrolls to, and lies outside the window or under something else. */
const outOfReach = (page: Page): Promise<string[]> =>
  page
    .getByRole('dialog')
    .last()
    .evaluate((dialog) =>
      [...dialog.querySelectorAll('button, input, select, textarea, [role=slider]')]
        .filter((control) => control.getClientRects().length > 0 && !control.matches(':disabled'))
        .filter((control) => {
          // A box or a round to tick is drawn by the label around it.
          const seen = control.closest('label') ?? control;
          seen.scrollIntoView({ block: 'nearest' });
          const { left, top, width, height } = seen.getBoundingClientRect();
          const hit = document.elementFromPoint(left + width / 2, top + height / 2);
          return hit === null || !(seen.contains(hit) || hit.contains(seen));
        })
        .map((control) => control.getAttribute('aria-label') ?? control.outerHTML.slice(0, 120)),
    );

interface Look {
  readonly textSize: 100 | 200;
  readonly width: number;
  readonly height: number;
}
const looks: readonly Look[] = [
  { textSize: 100, width: 1280, height: 800 },
  { textSize: 100, width: 800, height: 600 },
  { textSize: 200, width: 800, height: 600 },
];
const words = ({ textSize, width, height }: Look): string => `text at ${textSize} %, ${width} × ${height}`;

test('every dialog of the viewer is accessible and within reach, in small windows and with large text', async ({
  portal,
  launch,
}) => {
  test.setTimeout(300_000);
  const app = await launch();
  const patients = await openRecord(app, portal);
  const exam = patients.exam('IRM du genou droit');
  const viewer = new ViewerWindow(
    await app.viewerFrom(() => exam.getByRole('button', { name: /^Voir les images/ }).click()),
  );
  const { page } = viewer;
  const appear = async ({ textSize, width, height }: Look): Promise<void> => {
    await page.setViewportSize({ width, height });
    await app.shell.evaluate((size) => window.emage.calls['preferences.set']({ textSize: size }), textSize);
    await expect(page.locator('html')).toHaveAttribute('style', `--text-size: ${textSize / 100};`);
    await viewer.waitForImage();
  };
  const keep = (what: string, { textSize, width }: Look): Promise<void> =>
    keepScreenshot(page, `viewer-${what}-${textSize}-${width}`);

  for (const look of looks)
    await test.step(`the hint, ${words(look)}`, async () => {
      await appear(look);
      await keep('hint', look);
      await expectAccessible(page, 'hint');
    });
  await viewer.closeHint();
  await viewer.press('Control+d');
  await expect(viewer.tool('Image clé')).toHaveAttribute('aria-pressed', 'true');

  for (const look of looks) {
    await test.step(`the image, ${words(look)}`, async () => {
      await appear(look);
      await keep('image', look);
      expect(await viewer.crowding()).toEqual([]);
    });
    for (const [what, keys, title] of dialogs) {
      await test.step(`${what}, ${words(look)}`, async () => {
        await viewer.press(keys);
        const dialog = page.getByRole('dialog', { name: new RegExp(title) });
        await expect(dialog).toBeVisible();
        await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
        await keep(what, look);
        await expectAccessible(page, what);
        expect(await outOfReach(page), what).toEqual([]);
        await page.keyboard.press('Escape');
        await expect(dialog).toBeHidden();
      });
    }
  }
});
