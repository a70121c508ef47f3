import { expect, keepScreenshot, test } from '../fixtures.ts';
import { ExamsPage } from '../pages/exams-page.ts';
import { ViewerWindow } from '../pages/viewer-window.ts';
import { openImages } from '../open-exam.ts';

test('a doctor’s view measures by clicks, by drags and by keys, and takes back what was done', async ({
  portal,
  launch,
}) => {
  test.setTimeout(240_000);
  const app = await launch();
  const viewer = await openImages(app, portal, 'Scanner du thorax');
  await viewer.closeHint();
  // The keys are the image's from the start, and after what had them is gone.
  await viewer.page.keyboard.press('?');
  await expect(viewer.page.getByRole('dialog', { name: 'Raccourcis clavier' })).toBeVisible();
  await viewer.page.keyboard.press('Escape');
  // A scout has one page, and none to turn.
  await viewer.selectSeries('Topogramme');
  await expect(viewer.page.getByText('Une seule image')).toBeVisible();
  await expect(viewer.page.getByRole('button', { name: 'Image suivante' })).toHaveCount(0);
  await viewer.chooseFromMenu('Vue médecin');
  await viewer.selectSeries('1,5');
  await expect(viewer.viewport).toHaveAttribute('data-count', '200');
  await viewer.waitForImage();

  await test.step('keys are the image’s after a click on a series, and what they change is said', async () => {
    // At once: a key is lost on no computer, however late its next frame is.
    await viewer.page.keyboard.press('ArrowDown');
    await expect(viewer.said).toHaveText(/^Image 2 sur 200, /);
    // Its picture need not be there yet: the light is that of the one that comes.
    await viewer.page.keyboard.press('l');
    await expect(viewer.said).toHaveText(/^Fenêtre\s[\d\s]+, Centre\s[-−]?\d+\sHU$/);
    await viewer.page.keyboard.press('r');
    await viewer.page.keyboard.press('Home');
    await expect(viewer.said).toHaveText(/^Image 1 sur 200, /);
  });

  await test.step('by clicks: a length, an angle, Cobb’s', async () => {
    await viewer.tool('Longueur').click();
    await viewer.clickOn([0.3, 0.4], [0.6, 0.4]);
    await expect(viewer.notes).toHaveText([/^Longueur\s: [\d,]+\smm$/]);
    await viewer.tool('Angle').click();
    await viewer.clickOn([0.3, 0.5], [0.4, 0.6], [0.5, 0.5]);
    await expect(viewer.notes).toHaveCount(2);
    await viewer.tool('Angle de Cobb').click();
    await viewer.clickOn([0.2, 0.7], [0.4, 0.72], [0.2, 0.85], [0.4, 0.8]);
    await expect(viewer.notes.last()).toHaveText(/^Angle de Cobb\s: [\d,]+°$/);
  });

  await test.step('by drags: areas with their values in Hounsfield units', async () => {
    await viewer.tool('Ellipse').click();
    await viewer.dragOn([0.55, 0.55], [0.7, 0.7]);
    await expect(viewer.notes.last()).toHaveText(
      /^Ellipse\s: Moyenne\s.+\sHU, Min\.\s.+\sHU, Aire [\d,]+\scm²$/,
    );
    await viewer.tool('Rectangle').click();
    await viewer.dragOn([0.75, 0.3], [0.85, 0.45]);
    await viewer.tool('Valeur').click();
    await viewer.clickOn([0.5, 0.25]);
    await expect(viewer.notes.last()).toHaveText(/^Valeur\s: [-−]?\d[\d\s,]*\sHU$/);
  });

  await test.step('words, where they are put', async () => {
    await viewer.tool('Flèche').click();
    await viewer.clickOn([0.35, 0.2], [0.2, 0.15]);
    await viewer.page.getByRole('textbox', { name: 'Texte de l’annotation' }).fill('À revoir');
    await viewer.page.keyboard.press('Enter');
    await expect(viewer.notes.last()).toHaveText(/^Flèche\s: À revoir$/);
    await viewer.tool('Texte').click();
    await viewer.clickOn([0.15, 0.35]);
    await viewer.page.keyboard.type('Rien à signaler');
    await viewer.page.keyboard.press('Enter');
    await expect(viewer.notes.last()).toHaveText(/^Texte\s: Rien à signaler$/);
    await viewer.page.getByRole('button', { name: /^Modifier : Texte/ }).click();
    await viewer.page.getByRole('textbox', { name: 'Texte de l’annotation' }).fill('');
    await viewer.page.keyboard.press('Enter');
    await expect(viewer.notes.last()).toHaveText(/^Flèche\s: À revoir$/);
    await keepScreenshot(viewer.page, 'viewer-annotations');
  });

  await test.step('by keys: placed in the middle, moved, and removed', async () => {
    await viewer.press('m');
    await viewer.press('Enter');
    await expect(viewer.notes).toHaveCount(8);
    await expect(viewer.page.locator('[data-point]:focus')).toHaveCount(1);
    const before = await viewer.notes.last().textContent();
    await viewer.page.keyboard.press('Shift+ArrowLeft');
    await expect(viewer.notes.last()).not.toHaveText(before ?? '');
    await viewer.page.keyboard.press('Delete');
    await expect(viewer.notes).toHaveCount(7);
    await viewer.press('n');
    await viewer.page.keyboard.press('Enter');
    await viewer.page.keyboard.type('Au milieu');
    await viewer.page.keyboard.press('Enter');
    await expect(viewer.notes.last()).toHaveText(/^Texte\s: Au milieu$/);
    await viewer.page.keyboard.press('Delete');
    await expect(viewer.notes).toHaveCount(7);
  });

  await test.step('by a mouse: what was drawn is chosen by its line, moved, and removed', async () => {
    await viewer.press('s');
    const curve = 0.075 * Math.SQRT1_2;
    await viewer.dragOn([0.625 - curve, 0.625 - curve], [0.615 - curve, 0.605 - curve]);
    await expect(viewer.viewport).toHaveAttribute('data-image', '1');
    await viewer.press('Delete');
    await viewer.press('t');
    await expect(viewer.notes).toHaveCount(6);
    await viewer.press('Control+z');
    await expect(viewer.notes).toHaveCount(7);
    await viewer.press('Control+z');
    await viewer.press('Alt+t');
    await expect(viewer.viewport.locator('.images-note-label')).toHaveCount(0);
    await expect(viewer.viewport.locator('.images-edge-left')).toHaveText('R');
    await viewer.press('Alt+t');
    // No words cover others.
    expect(await viewer.noteWordsOverlap()).toEqual([]);
  });

  await test.step('taken back, and done again', async () => {
    await viewer.press('Control+z');
    await expect(viewer.notes).toHaveCount(8);
    await viewer.press('Control+y');
    await expect(viewer.notes).toHaveCount(7);
    await viewer.press('s');
    // At its best, and without what stands on it: a pointer's mark on a line, or a coarse picture, is no change.
    const before = await viewer.drawing();
    await viewer.press('o');
    await expect.poll(() => viewer.drawing()).not.toBe(before);
    await viewer.press('Control+z');
    await expect.poll(() => viewer.drawing()).toBe(before);
    // A drag is one step, also where the hand rests in it until the picture is at its best.
    await viewer.press('d');
    const box = (await viewer.viewport.boundingBox())!;
    const [x, y] = [box.x + box.width * 0.75, box.y + box.height * 0.85];
    await viewer.page.mouse.move(x, y);
    await viewer.page.mouse.down();
    await viewer.page.mouse.move(x + 60, y, { steps: 3 });
    await expect.poll(() => viewer.drawing()).not.toBe(before);
    const halfWay = await viewer.drawing();
    await viewer.page.mouse.move(x + 60, y + 40, { steps: 3 });
    await viewer.page.mouse.up();
    await expect.poll(() => viewer.drawing()).not.toBe(halfWay);
    await viewer.press('Control+z');
    await expect.poll(() => viewer.drawing()).toBe(before);
  });

  await test.step('a magnifying glass, while the button is held', async () => {
    await viewer.press('g');
    const box = (await viewer.viewport.boundingBox())!;
    await viewer.page.mouse.move(box.x + box.width * 0.72, box.y + box.height * 0.5);
    await viewer.page.mouse.down();
    await expect(viewer.viewport.locator('canvas')).toHaveCount(2);
    await keepScreenshot(viewer.page, 'viewer-magnifier');
    await viewer.page.mouse.up();
    await expect(viewer.viewport.locator('canvas')).toHaveCount(1);
  });

  await test.step('any layout from the menu', async () => {
    await viewer.tool('Disposition').click();
    await keepScreenshot(viewer.page, 'viewer-layout-menu');
    await viewer.page.getByRole('button', { name: '3 × 2', exact: true }).click();
    await expect(viewer.viewports).toHaveCount(6);
    await expect(viewer.series.filter({ hasText: 'Montrée dans une autre case' })).toHaveCount(2);
    await keepScreenshot(viewer.page, 'viewer-layout-marks');
    await viewer.press('s');
    await viewer.viewports.first().dblclick({ position: { x: 12, y: 60 } });
    await expect(viewer.viewports.filter({ visible: true })).toHaveCount(1);
    await viewer.viewports.first().dblclick({ position: { x: 12, y: 60 } });
    await expect(viewer.viewports.filter({ visible: true })).toHaveCount(6);
  });

  await test.step('what was noted and marked is there again', async () => {
    await viewer.viewports.first().focus();
    await viewer.press('Alt+1');
    await viewer.press('Control+d');
    await expect(viewer.viewport.getByText('Image clé')).toBeVisible();
    await viewer.page.close();
    const again = new ViewerWindow(
      await app.viewerFrom(() => new ExamsPage(app.shell).viewImages('Scanner du thorax')),
    );
    await again.waitForImage();
    await again.press('m');
    await expect(again.notes).toHaveCount(7);
    await again.notes.first().click();
    await again.expectImage(1);
    await expect(again.viewport.getByText('Image clé')).toBeVisible();
    // Two windows that note at the same moment: both have both.
    const beside = new ViewerWindow(
      await app.viewerFrom(() => again.chooseFromMenu('Ouvrir une deuxième fenêtre')),
    );
    await beside.waitForImage();
    await beside.press('m');
    await expect(beside.notes).toHaveCount(7);
    await Promise.all([again.press('Enter'), beside.press('Enter')]);
    for (const each of [again, beside]) await expect(each.notes).toHaveCount(9);
    await beside.page.close();
    await again.page.close();
  });
});
