import type { Locator, Page } from '@playwright/test';
import type { TFunction } from 'i18next';
import type { Scene } from './scenes.ts';

const button = (within: Page | Locator, name: string): Locator =>
  within.getByRole('button', { name, exact: true }).first();

/** In a narrow window, or with large text, the menu opens from a button. */
const openMenu = async (page: Page, t: TFunction): Promise<void> => {
  await page.getByRole('main').waitFor();
  const menu = button(page, t('shell.menu'));
  if (await menu.isVisible()) await menu.click();
};

const accountMenu = async (page: Page, t: TFunction): Promise<void> => {
  await openMenu(page, t);
  await page.locator('.sidebar-account').last().click();
  await page.getByRole('menu').waitFor();
};

/** What opens over a page, and is on no page of its own. */
export const dialogScenes: readonly Scene[] = [
  { name: 'menu', scenario: 'usual', act: openMenu },
  { name: 'account-menu', scenario: 'usual', act: accountMenu },
  {
    name: 'erase',
    scenario: 'usual',
    act: async (page, t) => {
      await accountMenu(page, t);
      await page.getByRole('menuitem', { name: t('shell.signOutAndErase') }).click();
      await page.getByRole('alertdialog').waitFor();
    },
  },
  {
    name: 'kept-remove',
    scenario: 'usual',
    act: async (page, t) => {
      await page.getByRole('main').waitFor();
      await page.keyboard.press('Control+5');
      await page
        .getByRole('button', { name: t('keep.removeNamed', { name: '' }) })
        .first()
        .click();
      await page.getByRole('alertdialog').waitFor();
    },
  },
  {
    name: 'doctor-break-glass-refused',
    scenario: 'doctor',
    act: async (page, t) => {
      await page.getByRole('main').waitFor();
      await page.keyboard.press('Control+2');
      await page.getByRole('searchbox').fill('benali');
      await page.getByRole('button', { name: t('breakGlass.openNamed', { name: 'BENALI Karim' }) }).click();
      await page.getByRole('textbox').last().fill('Patient inconscient, antériorités indispensables.');
      await button(page, t('breakGlass.confirm')).click();
      await page.getByRole('alert').waitFor();
    },
  },
  {
    name: 'doctor-preferences',
    scenario: 'doctor',
    act: async (page, t) => {
      await page.getByRole('main').waitFor();
      await page.keyboard.press('Control+7');
      await page.getByRole('tab', { name: t('personal.tabs.preferences') }).click();
    },
  },
];
