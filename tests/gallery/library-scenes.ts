import type { Page } from '@playwright/test';
import type { TFunction } from 'i18next';
import type { Scene } from './scenes.ts';

/** The menu's entry, by its shortcut, which works at every text size. */
const thisComputer = async (page: Page): Promise<void> => {
  await page.getByRole('main').waitFor();
  await page.keyboard.press('Control+5');
};

const exportForm = async (page: Page, t: TFunction): Promise<void> => {
  await thisComputer(page);
  await page
    .getByRole('button', { name: t('export.actionNamed', { name: 'Scanner cérébral' }) })
    .first()
    .click();
  await page.getByRole('dialog').getByText(t('export.formats.locked-zip.label')).click();
  await page.locator('.export-passphrase-itself').waitFor();
};

const openReasons = async (page: Page): Promise<void> => {
  for (const summary of await page.locator('.import-reason summary').all()) await summary.click();
};

/** Discs, folders, and what lies on this computer. */
export const libraryScenes: readonly Scene[] = [
  { name: 'import-reading', scenario: 'import-reading' },
  { name: 'import-announced', scenario: 'import-announced' },
  { name: 'import-copying', scenario: 'import-copying' },
  { name: 'import-locked', scenario: 'import-locked' },
  { name: 'import-done', scenario: 'import-done', act: openReasons },
  { name: 'import-nothing-sound', scenario: 'import-nothing-sound' },
  { name: 'import-unsafe', scenario: 'import-unsafe' },
  { name: 'import-nothing', scenario: 'import-nothing' },
  { name: 'disc-inserted', scenario: 'disc-inserted' },
  { name: 'local-empty', scenario: 'local-empty', act: thisComputer },
  { name: 'local-failing', scenario: 'local-failing', act: thisComputer },
  {
    name: 'local-reports',
    scenario: 'local-reports',
    act: async (page) => {
      await thisComputer(page);
      await page.locator('.local-exam-incomplete').scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'local-remove',
    scenario: 'local-reports',
    act: async (page, t) => {
      await thisComputer(page);
      const exam = page.locator('.local-patient .ui-row-card').first();
      await exam
        .getByRole('button', { name: t('localExams.remove.named', { name: 'Scanner cérébral' }) })
        .click();
    },
  },
  { name: 'library-downloading', scenario: 'library-downloading', act: thisComputer },
  { name: 'library-waiting', scenario: 'library-waiting', act: thisComputer },
  { name: 'library-held', scenario: 'library-held', act: thisComputer },
  { name: 'library-repaired', scenario: 'library-repaired', act: thisComputer },
  { name: 'access-ended', scenario: 'access-ended' },
  { name: 'account-gone', scenario: 'account-gone' },
  { name: 'export-form', scenario: 'usual', act: exportForm },
  { name: 'export-running', scenario: 'export-running' },
  { name: 'export-done', scenario: 'export-done' },
  { name: 'export-failed', scenario: 'export-failed' },
];
