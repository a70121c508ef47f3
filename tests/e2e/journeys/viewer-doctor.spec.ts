import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { expectAccessible } from '../../helpers/desktop/axe.ts';
import { dicomFolderOf } from '../../helpers/dicom/dicom-folder.ts';
import { realExams } from '../../helpers/portal/portal.ts';
import { pseudoColourName, pseudoColourState } from '../../helpers/dicom/pseudo-colour-state.ts';
import { openStudy } from '../open-study.ts';
import { Shell } from '../pages/shell.ts';
import { SignInPage } from '../pages/sign-in-page.ts';
import { expect, keepScreenshot, test as base } from '../fixtures.ts';

base.skip(!existsSync(realExams), 'the real exams of ../shared/dicom are not here');

const files = [
  'pr',
  'pt/pt-200x200-unsigned.dcm',
  'us/us-cine-30frames-ybr.dcm',
  'broken/trunc-explicit-half-pixels.dcm',
  'series/patient-with-2-studies/study-1234.dcm',
];

/** A film under a class that promises ordinary pictures: a Multi-frame True Color Secondary Capture. */
const filmAmongImages = async (folder: string): Promise<void> => {
  const bytes = await readFile(join(realExams, 'video/es-h264-mp4-50frames.dcm'));
  const asPictures = bytes.toString('latin1').replaceAll('1.1.77.1.1.1', '1.1.7.4\0\0\0\0\0');
  await mkdir(join(folder, 'film'));
  await writeFile(join(folder, 'film/film.dcm'), Buffer.from(asPictures, 'latin1'));
};

const test = base.extend({
  portalArgs: async ({ portalEnv: _ }, use) => {
    const made = await dicomFolderOf(files);
    await filmAmongImages(made.folder);
    await writeFile(join(made.folder, 'film/pseudo-colours.dcm'), await pseudoColourState());
    await use(['--dicom', made.folder]);
    await made.dispose();
  },
});

const brightness = async (png: Buffer): Promise<number> =>
  (await sharp(png).greyscale().stats()).channels[0]?.mean ?? 0;

/** How far a picture is from being grey: the difference of its red and its blue in the mean. */
const colourOf = async (png: Buffer): Promise<number> => {
  const { channels } = await sharp(png).removeAlpha().stats();
  return Math.abs((channels[0]?.mean ?? 0) - (channels[2]?.mean ?? 0));
};

/** Width by height of what is drawn on black. */
const shapeOf = async (drawing: string): Promise<number> => {
  const png = Buffer.from(drawing.slice(drawing.indexOf(',') + 1), 'base64');
  const { info } = await sharp(png)
    .trim({ background: '#000', threshold: 20 })
    .toBuffer({ resolveWithObject: true });
  return info.width / info.height;
};

test('what a doctor looks up, and how images want to be looked at', async ({ portal, launch }) => {
  test.setTimeout(240_000);
  const app = await launch();
  await new SignInPage(app.shell).signIn(portal.accountOf('patient'));
  await new Shell(app.shell).menu.waitFor();

  await test.step('every data element, looked up as one types', async () => {
    const viewer = await openStudy(app, '1.2.276.0.7230010.3.200.6');
    await viewer.selectSeries('8 in 8');
    await viewer.waitForImage();
    await viewer.closeHint();
    await viewer.press('Alt+i');
    await expect(viewer.page.getByRole('dialog')).toHaveCount(0);
    await viewer.chooseFromMenu('Vue médecin');
    await viewer.press('Alt+i');
    const dialog = viewer.page.getByRole('dialog', { name: 'Éléments DICOM' });
    await expect(dialog.getByRole('searchbox')).toBeFocused();
    await expect(dialog.getByRole('row', { name: /TransferSyntaxUID/ })).toBeVisible();
    await keepScreenshot(viewer.page, 'tags');
    await viewer.page.keyboard.type('referring');
    await expect(dialog.getByRole('row')).toHaveCount(1);
    await expect(dialog.getByRole('status')).toHaveText('1 élément');
    await viewer.page.keyboard.press('Tab');
    await expect(dialog.getByRole('row')).toBeFocused();
    await viewer.page.keyboard.press('Enter');
    await expect(dialog.locator('.tags-whole')).toHaveText('Riesmeier^Joerg');
    await viewer.page.keyboard.press('Control+c');
    await expect(viewer.page.getByText('C’est copié.')).toBeVisible();
    await expectAccessible(viewer.page, 'data elements');
    await dialog.getByRole('searchbox').fill('zzz');
    await expect(dialog.getByText('Rien ne correspond à cette recherche.')).toBeVisible();
    await viewer.page.keyboard.press('Escape');
    await viewer.page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
    await viewer.page.close();
  });

  await test.step('a presentation state gives its tables, says so, and is taken off again', async () => {
    const viewer = await openStudy(app, '1.2.276.0.7230010.3.200.6');
    await viewer.selectSeries('8 in 8');
    await viewer.waitForImage();
    await expect(viewer.page.locator('main')).not.toHaveAttribute('data-renderer', 'starting');
    const scrambled = await viewer.drawing();
    await keepScreenshot(viewer.page, 'presentation-without');
    await viewer.viewport.getByRole('button', { name: 'Calques' }).click();
    await viewer.page.getByRole('dialog').getByText('pstates for combined lut test').click();
    await viewer.page.keyboard.press('Escape');
    await expect(viewer.viewport.getByText(/^Présentation\s: /)).toBeVisible();
    await expect.poll(() => viewer.drawing()).not.toBe(scrambled);
    await keepScreenshot(viewer.page, 'presentation-with');
    await viewer.viewport.getByRole('button', { name: 'Calques' }).click();
    await viewer.page.getByRole('dialog').getByText('pstates for combined lut test').click();
    await viewer.page.keyboard.press('Escape');
    await expect.poll(() => viewer.drawing()).toBe(scrambled);
    expect(await colourOf(await viewer.picture())).toBeLessThan(1);
    await viewer.viewport.getByRole('button', { name: 'Calques' }).click();
    await viewer.page.getByRole('dialog').getByText(pseudoColourName).click();
    await viewer.page.keyboard.press('Escape');
    await expect.poll(async () => colourOf(await viewer.picture())).toBeGreaterThan(20);
    // And in the shape that it gives to pixels.
    expect(await shapeOf(scrambled)).toBeCloseTo(1, 1);
    expect(await shapeOf(await viewer.drawing())).toBeCloseTo(2, 1);
    await keepScreenshot(viewer.page, 'presentation-pseudo-colours');
    await viewer.page.close();
  });

  await test.step('a PET is measured in SUV', async () => {
    const viewer = await openStudy(app, '1.2.276.0.7230010.3.1.2.2831156400.1.1603115078.205655');
    await viewer.waitForImage();
    await expect(viewer.viewport.getByText(/Fenêtre\s6,46 · Centre\s3,23\sSUV/)).toBeVisible();
    await viewer.press('2');
    await expect(viewer.viewport.getByText(/Fenêtre\s10 · Centre\s5\sSUV/)).toBeVisible();
    await viewer.press('t');
    await viewer.press('Enter');
    await expect(viewer.notes.last()).toHaveText(/^Ellipse\s: Moyenne\s[\d,]+\s±\s[\d,]+\sSUV/);
    await viewer.press('e');
    await keepScreenshot(viewer.page, 'pet-suv');
    await viewer.page.close();
  });

  await test.step('light: automatic, all values, the file’s own by name', async () => {
    const viewer = await openStudy(app, '1.2.3');
    await viewer.waitForImage();
    await viewer.press('e');
    await viewer.page.getByRole('button', { name: 'WINDOW2', exact: true }).click();
    await expect(viewer.viewport.getByText(/Centre\s450/)).toBeVisible();
    await viewer.press('Shift+w');
    await expect(viewer.viewport.getByText(/Centre\s−510/)).toBeVisible();
    await viewer.press('Shift+a');
    await expect(viewer.viewport.getByText(/Centre\s−510/)).toHaveCount(0);
    const automatic = await brightness(await viewer.picture());
    await viewer.press('Shift+f');
    await expect.poll(async () => brightness(await viewer.picture())).not.toBe(automatic);
    await keepScreenshot(viewer.page, 'light-presets');
    await viewer.page.close();
  });

  await test.step('a clip plays at its own speed, at any other, and back and forth', async () => {
    const viewer = await openStudy(app, '1.2.840.114340.3.8251017118051.1.20160503.120850.2171');
    await viewer.waitForImage();
    const panel = viewer.page.getByRole('group', { name: 'Réglages de l’outil' });
    const own = await panel.getByText(/ images\/s$/).textContent();
    await panel.getByRole('slider', { name: 'Vitesse' }).focus();
    await viewer.page.keyboard.press('End');
    await expect(panel.getByText('60 images/s')).toBeVisible();
    await viewer.press(' ');
    await expect(viewer.page.getByRole('button', { name: 'Pause' })).toBeVisible();
    await viewer.press('Alt+ArrowLeft');
    await expect(panel.getByText('48 images/s')).toBeVisible();
    await viewer.press('Alt+b');
    await expect(panel.getByRole('button', { name: 'Aller et retour' })).toHaveAttribute(
      'aria-pressed',
      'true',
    );
    await keepScreenshot(viewer.page, 'cine-speed');
    await viewer.press('Alt+Home');
    await expect(panel.getByText(own ?? '', { exact: true })).toBeVisible();
    await viewer.page.close();
  });

  await test.step('an image that the file ends within is shown as far as it goes, and says so', async () => {
    const viewer = await openStudy(app, '1.3.6.1.4.1.5962.1.2.1.20040119072730.12322');
    await viewer.waitForImage();
    await expect(viewer.viewport.getByText('Image incomplète', { exact: false })).toBeVisible();
    // What is measured there is measured on what there is, and says so.
    await viewer.closeHint();
    await viewer.tool('Ellipse').click();
    await viewer.dragOn([0.45, 0.4], [0.6, 0.65]);
    await expect(viewer.notes.last()).toHaveText(/^Ellipse\s: Moyenne\s.+, Calculé sur la partie présente/);
    await viewer.tool('Valeur').click();
    await viewer.clickOn([0.5, 0.8]);
    await expect(viewer.notes.last()).toHaveText(/^Valeur\s: Cette partie de l’image manque$/);
    await keepScreenshot(viewer.page, 'image-partial');
    await viewer.page.close();
  });

  await test.step('a film that calls itself images plays, without tools for images', async () => {
    const viewer = await openStudy(app, '1.2.826.0.1.3680043.8.498.61453715849056712080371235537502670581');
    await expect(
      viewer.page.locator('video').or(viewer.page.locator('.objects .images-instead')),
    ).toBeVisible();
    await expect(viewer.page.getByRole('toolbar').getByRole('button', { disabled: true })).toHaveCount(0);
    await expect(viewer.tool('Longueur')).toHaveCount(0);
    await keepScreenshot(viewer.page, 'film-among-images');
    await expectAccessible(viewer.page, 'a film in a doctor’s view');
    await viewer.page.close();
  });
});
