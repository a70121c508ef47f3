import { existsSync } from 'node:fs';
import type { Page } from '@playwright/test';
import sharp from 'sharp';
import { realExams } from '../../helpers/portal/portal.ts';
import { expect, keepScreenshot, test } from '../fixtures.ts';
import { ExamsPage } from '../pages/exams-page.ts';
import { ViewerWindow } from '../pages/viewer-window.ts';
import { VolumePage, type VolumePaneName } from '../pages/volume-page.ts';
import { signInAsPatient } from '../sign-in.ts';
import { keepContext } from '../webgl-context.ts';

test.skip(!existsSync(realExams), 'the real exams of ../shared/dicom are not here');
test.use({ portalArgs: ['--dicom', `${realExams}/series`] });

const pixels = (png: Buffer): Promise<Buffer> => sharp(png).removeAlpha().raw().toBuffer();

/** The mean difference of two pictures of one size, from 0 to 255, and the part of their pixels that differ to see. */
const difference = async (
  a: Buffer,
  b: Buffer,
): Promise<{ readonly mean: number; readonly seen: number }> => {
  const [one, other] = [await pixels(a), await pixels(b)];
  expect(one.length).toBe(other.length);
  let [sum, seen] = [0, 0];
  for (let at = 0; at < one.length; at += 1) {
    const by = Math.abs((one[at] ?? 0) - (other[at] ?? 0));
    sum += by;
    if (by > 12) seen += 1;
  }
  return { mean: sum / one.length, seen: seen / one.length };
};

/** As if the computer's GPU took no volume of more than so many voxels along an edge. */
const limitTextures = (page: Page, largest: number) =>
  page.evaluate((limit) => {
    const gl = WebGL2RenderingContext.prototype;
    const original = Reflect.get(gl, 'getParameter') as (...args: unknown[]) => unknown;
    Reflect.set(gl, 'getParameter', function (this: WebGL2RenderingContext, name: GLenum) {
      if (name !== this.MAX_3D_TEXTURE_SIZE) return Reflect.apply(original, this, [name]);
      Reflect.set(window, 'askedForLimit', true);
      return limit;
    });
  }, largest);

test('a GPU draws volumes as the CPU does, and the CPU goes on where it is lost', async ({
  portal,
  launch,
}) => {
  test.setTimeout(300_000);
  const app = await launch();
  const shell = await signInAsPatient(app, portal);
  await shell.open('Examens');
  const exams = new ExamsPage(app.shell);
  await exams.search.fill('1A TRAUMA/PLAIN HEAD DM');
  await exams.expandAll();
  // Its gantry was tilted: voxels are not at right angles.
  const exam = exams.exams.filter({ hasText: '54 image' }).first();
  const viewer = new ViewerWindow(
    await app.viewerFrom(() => exam.getByRole('button', { name: /^Voir les images/ }).click()),
  );
  const { page } = viewer;
  const volume = new VolumePage(page);
  const expectPainter = async (painter: 'cpu' | 'gpu'): Promise<void> => {
    for (const name of ['axial', 'coronal', 'sagittal', 'space'] as const)
      await expect(volume.canvas(name)).toHaveAttribute('data-painter', painter, { timeout: 60_000 });
    await volume.waitUntilDrawn();
  };
  const open = async (painter: 'cpu' | 'gpu'): Promise<void> => {
    await viewer.waitForImage();
    await viewer.closeHint();
    await volume.open();
    await expectPainter(painter);
  };
  const views = async (): Promise<ReadonlyMap<string, Buffer>> => {
    const drawn = new Map<string, Buffer>();
    const take = async (what: string, name: VolumePaneName): Promise<void> => {
      await volume.waitUntilDrawn();
      drawn.set(what, await volume.drawing(name));
    };
    await take('plane', 'axial');
    await volume.press('axial', 'i');
    await take('inverted plane', 'axial');
    await volume.press('axial', 'i');
    await take('plane across slices', 'coronal');
    await take('bone', 'space');
    await volume.press('axial', 't');
    await expect(volume.pane('coronal')).toContainText('Oblique');
    await take('oblique plane', 'coronal');
    await volume.choose('Épaisseur', '20 mm');
    await expect(volume.pane('coronal')).toContainText('MIP 20 mm');
    await take('slab', 'coronal');
    await volume.pane('space').focus();
    await volume.choose('Aspect', 'Projection (MIP)');
    await take('projection', 'space');
    await volume.choose('Aspect', 'Os');
    await volume.press('axial', 'r');
    await volume.waitUntilDrawn();
    return drawn;
  };

  await open('cpu');
  const byCpu = await views();
  await page.evaluate(() => localStorage.setItem('emage.viewer.renderer', 'gpu'));
  await keepContext(page);
  await page.reload();
  await open('gpu');

  await test.step('planes, a slab and both kinds of 3D are the same', async () => {
    for (const [what, picture] of await views()) {
      const { mean, seen } = await difference(byCpu.get(what)!, picture);
      expect(mean, what).toBeLessThan(1);
      expect(seen, what).toBeLessThan(0.02);
    }
    await keepScreenshot(page, 'volume-gpu');
  });

  await test.step('lost, it is replaced, and taken again when it is back', async () => {
    const before = await volume.drawing('coronal');
    await page.evaluate(() => {
      const gl = Reflect.get(window, 'lastWebGl') as WebGL2RenderingContext;
      const extension = gl.getExtension('WEBGL_lose_context');
      Reflect.set(window, 'giveBack', () => extension?.restoreContext());
      extension?.loseContext();
    });
    await expectPainter('cpu');
    expect((await difference(before, await volume.drawing('coronal'))).mean).toBeLessThan(1);
    await page.evaluate(() => (Reflect.get(window, 'giveBack') as () => void)());
    await expectPainter('gpu');
    expect((await difference(before, await volume.drawing('coronal'))).mean).toBeLessThan(1);
  });

  await test.step('what is too large for it is drawn by the CPU', async () => {
    await volume.button('Retour aux images').click();
    await limitTextures(page, 64);
    await open('cpu');
    expect(await page.evaluate(() => Reflect.get(window, 'askedForLimit') === true)).toBe(true);
  });
});
