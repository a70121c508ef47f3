import { existsSync } from 'node:fs';
import { dicomFolderOf } from '../../helpers/dicom/dicom-folder.ts';
import { realExams } from '../../helpers/portal/portal.ts';
import { openStudy } from '../open-study.ts';
import { Shell } from '../pages/shell.ts';
import { SignInPage } from '../pages/sign-in-page.ts';
import { expect, keepScreenshot, test as base } from '../fixtures.ts';

base.skip(!existsSync(realExams), 'the real exams of ../shared/dicom are not here');

/** What an exam holds beside images. */
const files = [
  'sr/tid1500-measurements.dcm',
  'sr/test-SR.dcm',
  'ecg/ecg-12lead.dcm',
  'encapsulated/pdf.dcm',
  'video',
  'series/ct-head/thick-5mm',
  'series/ct-head/key-object-note.dcm',
  'rt/study',
  'series/ct-3slice-with-seg',
  'pr',
];

const test = base.extend({
  portalArgs: async ({ portalEnv: _ }, use) => {
    const made = await dicomFolderOf(files);
    await use(['--dicom', made.folder]);
    await made.dispose();
  },
});

test('what is no image is shown as what it is', async ({ portal, launch }) => {
  test.setTimeout(240_000);
  const app = await launch();
  await new SignInPage(app.shell).signIn(portal.accountOf('patient'));
  await new Shell(app.shell).menu.waitFor();

  await test.step('a structured report is a text with its measurements as tables', async () => {
    const viewer = await openStudy(app, '1.3.6.1.4.1.14519.5.2.1.2744.7002.150059977302243314164020079415');
    const report = viewer.page.getByTestId('objects');
    await expect(report.getByRole('heading', { name: 'Compte rendu de mesures' })).toBeVisible();
    await expect(report.getByRole('row', { name: /Volume 33,58 ml/ })).toBeVisible();
    await keepScreenshot(viewer.page, 'object-report');
    await viewer.page.close();
  });

  await test.step('an ECG is drawn on squared paper', async () => {
    const viewer = await openStudy(app, '1.3.76.13.65829.2.20130125082826.1072139.2');
    await expect(viewer.page.getByRole('img', { name: /I, II, III, aVR/ })).toBeVisible();
    await expect(
      viewer.page.getByText('Un petit carré : 40 ms en largeur, 0,1 mV en hauteur.'),
    ).toBeVisible();
    await keepScreenshot(viewer.page, 'object-ecg');
    await viewer.page.close();
  });

  await test.step('an encapsulated PDF is read as a report is', async () => {
    const viewer = await openStudy(app, '1.2.276.0.7230010.3.1.2.2344313775.14992.1458058363.6979');
    await expect(viewer.page.locator('.pdfViewer canvas').first()).toBeVisible();
    await keepScreenshot(viewer.page, 'object-pdf');
    await viewer.page.close();
  });

  await test.step('films play, or say that they cannot and are saved', async () => {
    const viewer = await openStudy(app, '1.2.826.0.1.3680043.8.498.61453715849056712080371235537502670581');
    for (const [index, row] of (await viewer.series.all()).entries()) {
      await row.click();
      await expect(
        viewer.page.locator('video').or(viewer.page.locator('.objects .images-instead')),
      ).toBeVisible();
      await keepScreenshot(viewer.page, `object-video-${index}`);
    }
    await viewer.page.close();
  });

  await test.step('a key object note opens the images that it marks', async () => {
    const viewer = await openStudy(app, '1.3.46.670589.33.1.27492712521914879309.27169771283235650014');
    await viewer.selectSeries('Images marquées');
    const keys = viewer.page.getByRole('button', { name: /^Voir l’image/ });
    await expect(keys).toHaveCount(3);
    await expect(keys.first().locator('img')).toBeVisible();
    await keepScreenshot(viewer.page, 'object-key-images');
    await keys.nth(1).click();
    await viewer.waitForImage();
    await keepScreenshot(viewer.page, 'object-key-image-opened');
    await viewer.page.close();
  });

  await test.step('a plan says that there is nothing to look at', async () => {
    const viewer = await openStudy(app, '2.16.840.1.113662.2.12.0.3057.1241703565.35');
    await viewer.selectSeries('RT Plan');
    await expect(viewer.page.getByText('Il n’y a rien à regarder ici', { exact: false })).toBeVisible();

    await viewer.selectSeries('RT Structure Set');
    await keepScreenshot(viewer.page, 'object-structures');
    await viewer.page.getByRole('button', { name: 'Voir sur les images' }).click();
    await viewer.waitForImage();
    await viewer.closeHint();
    await viewer.page.getByRole('button', { name: 'Calques' }).click();
    const panel = viewer.page.getByRole('dialog', { name: 'Sur les images' });
    await expect(panel.getByRole('slider', { name: 'Opacité' })).toBeVisible();
    await keepScreenshot(viewer.page, 'layers-structures');
    await viewer.page.close();
  });

  await test.step('segments are laid over the images, each to be hidden', async () => {
    const viewer = await openStudy(app, '1.2.392.200103.20080913.113635.0.2009.6.22.21.43.10.22941.1');
    await viewer.selectSeries('Liver Segmentation');
    await viewer.page.getByRole('button', { name: 'Voir sur les images' }).click();
    await viewer.waitForImage();
    await viewer.closeHint();
    const before = await viewer.picture();
    await viewer.page.getByRole('button', { name: 'Calques' }).click();
    await keepScreenshot(viewer.page, 'layers-segments');
    await viewer.page.getByRole('dialog').getByText('Liver', { exact: true }).click();
    await viewer.page.keyboard.press('Escape');
    await expect.poll(async () => (await viewer.picture()).equals(before)).toBe(false);
    await viewer.page.close();
  });

  await test.step('marks within an image are drawn on it', async () => {
    const viewer = await openStudy(app, '1.2.276.0.7230010.3.200.12');
    await viewer.selectSeries('six overlays type');
    await viewer.waitForImage();
    await viewer.closeHint();
    await keepScreenshot(viewer.page, 'layers-marks');
    await viewer.page.close();
  });
});
