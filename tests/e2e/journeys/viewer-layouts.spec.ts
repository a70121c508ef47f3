import type { Page } from '@playwright/test';
import sharp from 'sharp';
import { expect, keepScreenshot, test } from '../fixtures.ts';
import { openImages } from '../open-exam.ts';
import { keepContext } from '../webgl-context.ts';

/** The mean difference of two pictures of one size, from 0 to 255. */
const difference = async (a: Buffer, b: Buffer): Promise<number> => {
  const [one, other] = await Promise.all([a, b].map((png) => sharp(png).greyscale().raw().toBuffer()));
  if (one === undefined || other === undefined) return 255;
  expect(one.length).toBe(other.length);
  return one.reduce((sum, value, at) => sum + Math.abs(value - (other[at] ?? 0)), 0) / one.length;
};

const renderer = (page: Page) => page.locator('main[data-renderer]').getAttribute('data-renderer');

test('the window is divided, and a GPU that is lost and comes back changes nothing to see', async ({
  portal,
  launch,
}) => {
  test.setTimeout(240_000);
  const app = await launch();
  const viewer = await openImages(app, portal, 'Scanner du thorax');
  await viewer.closeHint();
  await viewer.selectSeries('1,5');
  await expect(viewer.viewport).toHaveAttribute('data-count', '200');
  await viewer.press('End');
  await viewer.expectImage(200);
  await viewer.waitForImage();

  await test.step('cells fill with the series that come next, and keys go to the active one', async () => {
    await viewer.press('Alt+4');
    await expect(viewer.viewports).toHaveCount(4);
    await viewer.expectImage(200);
    const second = viewer.viewports.nth(1);
    await expect(second).toHaveAttribute('data-state', 'shown', { timeout: 30_000 });
    await second.focus();
    await viewer.page.keyboard.press('ArrowDown');
    await expect(second).toHaveAttribute('data-image', '2');
    await expect(viewer.viewports.first()).toHaveAttribute('data-image', '200');
    await keepScreenshot(viewer.page, 'viewer-layout-2x2');
    await viewer.page.keyboard.press('u');
    await expect(viewer.viewports.filter({ visible: true })).toHaveCount(1);
    await viewer.page.keyboard.press('u');
    await viewer.viewports.first().focus();
    await viewer.page.keyboard.press('Alt+6');
    await expect(viewer.viewports).toHaveCount(6);
    await viewer.page.keyboard.press('m');
    await viewer.dragOn([0.5, 0.88], [0.68, 0.9]);
    await viewer.dragOn([0.05, 0.7], [0.2, 0.85]);
    await expect(viewer.viewport.locator('.images-note-label')).toHaveCount(2);
    // Where there is little room too: what is measured, and what one must know of the picture, are both to be read.
    await expect.poll(() => viewer.textsUnderNotes()).toEqual([]);
    await keepScreenshot(viewer.page, 'viewer-layout-notes');
    for (let undone = 0; undone < 2; undone += 1) await viewer.page.keyboard.press('Control+z');
    await viewer.page.keyboard.press('s');
    await viewer.page.keyboard.press('Alt+1');
    await expect(viewer.viewports).toHaveCount(1);
    await viewer.expectImage(200);
  });

  await viewer.press('o');
  await viewer.press('x');
  // That images are drawn without a GPU is said once, in a line that takes its room from the picture.
  await expect.poll(() => renderer(viewer.page)).toBe('software');
  await viewer.closeHint();
  await expect(viewer.page.locator('.images-hint, .ui-toast')).toHaveCount(0);
  const software = await viewer.picture();
  await test.step('a GPU draws what the CPU draws', async () => {
    await viewer.page.evaluate(() => localStorage.setItem('emage.viewer.renderer', 'gpu'));
    await keepContext(viewer.page);
    await viewer.page.reload();
    await viewer.waitForImage();
    await viewer.selectSeries('1,5');
    await expect(viewer.viewport).toHaveAttribute('data-count', '200');
    await viewer.press('End');
    await viewer.expectImage(200);
    await viewer.waitForImage();
    await viewer.press('o');
    await viewer.press('x');
    await expect.poll(() => renderer(viewer.page)).toBe('gpu');
    await expect.poll(async () => difference(software, await viewer.picture())).toBeLessThan(1);
  });

  await test.step('lost, it is replaced at once, and taken again when it is back', async () => {
    await viewer.page.evaluate(() => {
      const gl = Reflect.get(window, 'lastWebGl') as WebGL2RenderingContext;
      const extension = gl.getExtension('WEBGL_lose_context');
      Reflect.set(window, 'giveBack', () => extension?.restoreContext());
      extension?.loseContext();
    });
    await expect.poll(() => renderer(viewer.page)).toBe('software');
    expect(await difference(software, await viewer.picture())).toBeLessThan(1);
    await viewer.expectImage(200);
    await viewer.page.evaluate(() => (Reflect.get(window, 'giveBack') as () => void)());
    await expect.poll(() => renderer(viewer.page)).toBe('gpu');
    expect(await difference(software, await viewer.picture())).toBeLessThan(1);
  });
});
