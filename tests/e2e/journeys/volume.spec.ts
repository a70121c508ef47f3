import { expectAccessible } from '../../helpers/desktop/axe.ts';
import { expect, keepScreenshot, test } from '../fixtures.ts';
import { ExamsPage } from '../pages/exams-page.ts';
import { ViewerWindow } from '../pages/viewer-window.ts';
import { VolumePage } from '../pages/volume-page.ts';
import { signInAsPatient } from '../sign-in.ts';

test('a CT in three planes and in 3D, by mouse, by keyboard and by buttons', async ({ portal, launch }) => {
  test.setTimeout(240_000);
  const app = await launch();
  const shell = await signInAsPatient(app, portal);
  await shell.open('Examens');
  const exams = new ExamsPage(app.shell);
  await exams.expand('Scanner du thorax');
  const viewer = new ViewerWindow(await app.viewerFrom(() => exams.viewImages('Scanner du thorax')));
  await viewer.waitForImage();
  await viewer.closeHint();
  await viewer.series.last().click();
  await viewer.waitForImage();
  const volume = new VolumePage(viewer.page);

  await test.step('opens, draws all four pictures, and says where everything lies', async () => {
    await volume.open();
    await volume.waitUntilDrawn();
    for (const name of ['axial', 'coronal', 'sagittal', 'space'] as const)
      expect((await volume.light(name)).lit).toBeGreaterThan(0.05);
    await expect(volume.pane('coronal').locator('.images-edge-top')).toHaveText('H');
    await expect(volume.pane('sagittal').locator('.images-edge-left')).toHaveText('A');
    await expect(volume.pane('axial').locator('.images-edge-right')).toHaveText('L');
    await keepScreenshot(viewer.page, 'volume-four');
    await expectAccessible(viewer.page, 'volume');
  });

  await test.step('the cross moves where one clicks, and the other planes follow', async () => {
    const before = await volume.pane('coronal').getAttribute('aria-label');
    const box = await volume.pane('axial').boundingBox();
    await volume.pane('axial').click({ position: { x: (box?.width ?? 0) / 2, y: (box?.height ?? 0) * 0.4 } });
    await expect(volume.pane('coronal')).not.toHaveAttribute('aria-label', before ?? '');
  });

  await test.step('keys page, enlarge and turn', async () => {
    const before = await volume.pane('axial').getAttribute('aria-label');
    await volume.press('axial', 'ArrowDown');
    await expect(volume.pane('axial')).not.toHaveAttribute('aria-label', before ?? '');
    await volume.press('axial', 't');
    await expect(volume.pane('coronal')).toContainText('Oblique');
    await volume.press('axial', 'r');
    await expect(volume.pane('coronal')).not.toContainText('Oblique');
    await volume.press('space', 'ArrowRight');
    await expect(volume.pane('space').locator('.images-edge-right')).not.toHaveText('L');
    await volume.press('axial', '?');
    const help = viewer.page.getByRole('dialog', { name: 'Raccourcis clavier' });
    await expect(help.getByText('Croix vers la gauche')).toBeVisible();
    await viewer.page.keyboard.press('Escape');
    await expect(help).toBeHidden();
    await volume.press('coronal', 'x');
    await expect(volume.pane('axial')).toBeHidden();
    await volume.waitUntilDrawn(['coronal']);
    await keepScreenshot(viewer.page, 'volume-coronal');
    await volume.press('coronal', 'Escape');
    await expect(volume.pane('axial')).toBeVisible();
  });

  await test.step('a slab shows its brightest', async () => {
    await volume.waitUntilDrawn();
    const thin = (await volume.light('coronal')).mean;
    await volume.pane('coronal').focus();
    await volume.choose('Épaisseur', '40 mm');
    await expect(volume.pane('coronal')).toContainText('MIP 40 mm');
    await volume.waitUntilDrawn();
    expect((await volume.light('coronal')).mean).toBeGreaterThan(thin);
    await keepScreenshot(viewer.page, 'volume-mip');
    await volume.choose('Montrer', 'Le plus sombre (MinIP)');
    await volume.waitUntilDrawn();
    expect((await volume.light('coronal')).mean).toBeLessThan(thin);
    await volume.press('coronal', 'r');
  });

  await test.step('measures without a drag', async () => {
    await volume.button('Mesurer').click();
    await volume.press('axial', 'Enter');
    await expect(volume.lengths('axial')).toHaveText(/^\d+([,.]\d+)?\smm$/);
    await volume.press('axial', 'ArrowDown');
    await volume.press('axial', 'ArrowDown');
    await expect(volume.lengths('axial')).toHaveCount(0);
  });

  await test.step('measures with one, where it is seen, and takes it back', async () => {
    await volume.dragOn('axial', [0.3, 0.4], [0.6, 0.4]);
    await expect(volume.lengths('axial')).toHaveCount(1);
    await expect(volume.lengths('axial')).toBeInViewport({ ratio: 1 });
    await expect(volume.pane('axial').locator('.images-note-line')).toHaveCSS('stroke', 'rgb(255, 255, 255)');
    await keepScreenshot(viewer.page, 'volume-length');
    await viewer.page.keyboard.press('Delete');
    await expect(volume.lengths('axial')).toHaveCount(0);
    await viewer.page.keyboard.press('Control+z');
    await expect(volume.lengths('axial')).toHaveCount(1);
    await volume.button('Effacer la mesure choisie').click();
    await expect(volume.lengths('axial')).toHaveCount(0);
    // Twice on one place is no length: it enlarges.
    await volume.pane('axial').dblclick();
    await expect(volume.pane('coronal')).toBeHidden();
    await expect(volume.lengths('axial')).toHaveCount(0);
    await volume.press('axial', 'Escape');
  });

  await test.step('an area has the values of its plane, and says so under a slab', async () => {
    await volume.press('axial', 'a');
    await volume.dragOn('axial', [0.4, 0.4], [0.5, 0.5]);
    const values = /Moyenne\s.+\sHU.*Min\.\s.+\sHU.*Aire\s[\d,]+\smm²|cm²/;
    await expect(volume.lengths('axial')).toHaveText(values);
    const thin = await volume.lengths('axial').textContent();
    await keepScreenshot(viewer.page, 'volume-area');
    await volume.choose('Épaisseur', '10 mm');
    await expect(volume.lengths('axial')).toHaveText(`${thin}Valeurs du plan du tracé seul`);
    await keepScreenshot(viewer.page, 'volume-area-slab');
    await volume.choose('Épaisseur', 'Une coupe');
    await volume.press('axial', 'b');
    await volume.pane('coronal').focus();
    await viewer.page.keyboard.press('Enter');
    await expect(volume.lengths('coronal')).toHaveText(values);
    // Turned, it would be seen as another than it is.
    await volume.press('coronal', 't');
    await expect(volume.lengths('axial')).toHaveCount(0);
    await volume.press('coronal', 'r');
    await expect(volume.lengths('axial')).toHaveCount(1);
  });

  await test.step('each look of the 3D view shows something else', async () => {
    await volume.pane('space').focus();
    for (const look of ['Vaisseaux', 'Peau et muscles', 'Poumons', 'Projection (MIP)']) {
      await volume.choose('Aspect', look);
      await expect(volume.pane('space')).toContainText(look);
      await volume.waitUntilDrawn(['space']);
      expect((await volume.light('space')).lit).toBeGreaterThan(0.02);
      await keepScreenshot(viewer.page, `volume-3d-${look.toLowerCase().replaceAll(/[^a-z]+/g, '-')}`);
    }
  });

  await test.step('goes back to the images as they were', async () => {
    await volume.button('Retour aux images').click();
    await viewer.waitForImage();
    await expect(volume.region).toHaveCount(0);
  });
});
