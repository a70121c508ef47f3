import type { Page } from '@playwright/test';
import type { Scene } from './scenes.ts';

const read = async (page: Page): Promise<void> => {
  await page.getByRole('main').waitFor();
  await page.keyboard.press('Control+2');
  const exam = page.getByRole('article').first();
  await exam.locator('[data-exam-button]').click();
  await exam.locator('.exam-part .ui-button-primary').first().click();
};
const readDrawn = async (page: Page): Promise<void> => {
  await read(page);
  await page.locator('.textLayer span').first().waitFor();
};
const readInVain = async (page: Page): Promise<void> => {
  await read(page);
  await page.getByRole('alert').waitFor();
};

/** A report, read or not to be read, and what opens over it. */
export const reportScenes: readonly Scene[] = [
  { name: 'report', scenario: 'usual', act: readDrawn },
  {
    name: 'report-search',
    scenario: 'usual',
    act: async (page) => {
      await readDrawn(page);
      await page.keyboard.press('Control+f');
      await page.getByRole('searchbox').last().fill('thorax');
    },
  },
  { name: 'report-loading', scenario: 'report-endless', isBusy: true, act: read },
  {
    name: 'report-damaged',
    scenario: 'report-damaged',
    act: readInVain,
  },
  {
    name: 'report-absent',
    scenario: 'report-absent',
    act: readInVain,
  },
  {
    name: 'report-offline',
    scenario: 'report-not-kept',
    act: readInVain,
  },
  {
    name: 'report-protected',
    scenario: 'report-protected',
    act: async (page, t) => {
      await read(page);
      await page.getByLabel(t('report.password.label')).waitFor();
    },
  },
  {
    name: 'report-address',
    scenario: 'report-with-link',
    act: async (page) => {
      await readDrawn(page);
      await page.locator('.annotationLayer a').click();
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'report-print',
    scenario: 'usual',
    act: async (page, t) => {
      // The system's own dialog never comes, so ours waits for its end.
      await page.evaluate(() => {
        window.print = () => undefined;
      });
      await readDrawn(page);
      await page.keyboard.press('Control+p');
      await page.getByRole('dialog', { name: t('report.printing.title') }).waitFor();
    },
  },
];
