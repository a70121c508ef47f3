import { expect, type Locator, type Page } from '@playwright/test';
import type { TFunction } from 'i18next';
import { dialogScenes } from './dialog-scenes.ts';
import { doctorScenes } from './doctor-scenes.ts';
import { libraryScenes } from './library-scenes.ts';
import { reportScenes } from './report-scenes.ts';
import type { ScenarioName } from '../renderer/scenarios.ts';

/** One page in one state, and how to come there. */
export interface Scene {
  readonly name: string;
  readonly scenario: ScenarioName;
  /** The page waits for something, and shows it. */
  readonly isBusy?: boolean;
  readonly act?: (page: Page, t: TFunction) => Promise<unknown>;
}

/** The menu's order; its shortcuts work from every page and at every text size. */
const sections = ['home', 'exams', 'sharing', 'establishments', 'this-computer', 'personal-space'] as const;
type Section = (typeof sections)[number];

const open = async (page: Page, section: Section): Promise<void> => {
  await page.getByRole('main').waitFor();
  await page.keyboard.press(`Control+${sections.indexOf(section) + 1}`);
};
const button = (within: Page | Locator, name: string): Locator =>
  within.getByRole('button', { name, exact: true }).first();

const at =
  (section: Section) =>
  (page: Page): Promise<void> =>
    open(page, section);

const tab =
  (name: 'professionals' | 'history' | 'account' | 'preferences') =>
  async (page: Page, t: TFunction): Promise<void> => {
    await open(page, 'personal-space');
    await page.getByRole('tab', { name: t(`personal.tabs.${name}`) }).click();
  };

const credentials = async (page: Page, t: TFunction): Promise<void> => {
  await page.getByLabel(t('signIn.username'), { exact: true }).fill('martin.jeanne');
  await page.getByLabel(t('signIn.password'), { exact: true }).fill('something');
  await button(page, t('signIn.signIn')).click();
  await page.getByRole('alert').first().waitFor();
};

const expand = async (page: Page, position: number): Promise<Locator> => {
  await open(page, 'exams');
  const exam = page.getByRole('article').nth(position);
  await exam.locator('[data-exam-button]').click();
  return exam;
};

const shareDialog = async (page: Page, t: TFunction): Promise<Locator> => {
  await open(page, 'sharing');
  await button(page, t('sharing.shareOne')).click();
  return page.getByRole('dialog');
};

/** Sections that ask the portal for something, in the states that this can have. */
const asking = (['home', 'exams', 'sharing', 'establishments', 'this-computer'] as const).flatMap((section) =>
  (['empty', 'loading', 'failing', 'offline'] as const).map((scenario): Scene => ({
    name: `${section}-${scenario}`,
    scenario,
    isBusy: scenario === 'loading',
    act: at(section),
  })),
);
const askingTabs = (['professionals', 'history', 'account'] as const).flatMap((name) =>
  (['loading', 'failing', 'offline'] as const).map((scenario): Scene => ({
    name: `space-${name}-${scenario}`,
    scenario,
    isBusy: scenario === 'loading',
    act: tab(name),
  })),
);

export const scenes: readonly Scene[] = [
  { name: 'sign-in', scenario: 'signed-out' },
  { name: 'sign-in-no-portal', scenario: 'no-portal' },
  { name: 'sign-in-accounts', scenario: 'known-accounts' },
  { name: 'sign-in-loading', scenario: 'portal-silent', isBusy: true },
  { name: 'sign-in-offline', scenario: 'portal-unreachable' },
  { name: 'sign-in-never-online', scenario: 'never-online' },
  { name: 'sign-in-browser', scenario: 'browser-portal' },
  {
    name: 'sign-in-missing',
    scenario: 'signed-out',
    act: async (page, t) => {
      await page.getByLabel(t('signIn.password'), { exact: true }).press('Enter');
    },
  },
  { name: 'sign-in-wrong-password', scenario: 'wrong-password', act: credentials },
  { name: 'sign-in-blocked', scenario: 'blocked', act: credentials },
  { name: 'sign-in-deactivated', scenario: 'deactivated', act: credentials },
  {
    name: 'sign-in-reactivation',
    scenario: 'deactivated',
    act: async (page, t) => {
      await credentials(page, t);
      await button(page, t('signIn.reactivation.ask')).click();
    },
  },
  { name: 'locked', scenario: 'locked' },
  { name: 'locked-touch-id', scenario: 'locked-touch-id' },
  { name: 'no-keychain', scenario: 'no-keychain' },

  { name: 'home', scenario: 'usual', act: at('home') },
  { name: 'exams', scenario: 'usual', act: at('exams') },
  { name: 'exams-many', scenario: 'many', act: at('exams') },
  {
    name: 'exams-nothing-found',
    scenario: 'usual',
    act: async (page) => {
      await open(page, 'exams');
      await page.getByRole('searchbox').fill('xyz');
    },
  },
  { name: 'exam-open', scenario: 'usual', act: (page) => expand(page, 0) },
  { name: 'exam-without-images', scenario: 'usual', act: (page) => expand(page, 1) },
  { name: 'exam-kept', scenario: 'usual', act: (page) => expand(page, 2) },
  {
    name: 'exam-keeping',
    scenario: 'usual',
    // Far down the list, which at 200 % draws what is near alone.
    act: async (page) => {
      await open(page, 'exams');
      await page.getByRole('searchbox').first().fill('TEP');
      const exam = page.getByRole('article').first();
      await expect(exam).toContainText('TEP');
      await exam.locator('[data-exam-button]').click();
    },
  },

  ...reportScenes,

  { name: 'sharing', scenario: 'usual', act: at('sharing') },
  { name: 'share', scenario: 'usual', act: shareDialog },
  {
    name: 'share-incomplete',
    scenario: 'usual',
    act: async (page, t) => {
      const dialog = await shareDialog(page, t);
      await button(dialog, t('sharing.send')).click();
    },
  },
  {
    name: 'share-sent',
    scenario: 'usual',
    act: async (page, t) => {
      const dialog = await shareDialog(page, t);
      await dialog.getByText('IRM du genou droit').first().click();
      await dialog.getByRole('textbox', { name: t('sharing.email') }).fill('claire@exemple.fr');
      await button(dialog, t('sharing.send')).click();
      await page.getByRole('alertdialog').waitFor();
    },
  },
  {
    name: 'share-extend',
    scenario: 'usual',
    act: async (page, t) => {
      await open(page, 'sharing');
      await button(page, t('sharing.extendNamed', { name: 'Dr Paul Petit' })).click();
    },
  },
  {
    name: 'share-end',
    scenario: 'usual',
    act: async (page, t) => {
      await open(page, 'sharing');
      await button(page, t('sharing.endNamed', { name: 'Dr Paul Petit' })).click();
    },
  },

  {
    name: 'patient-shared-with-me',
    scenario: 'patient-with-shares',
    // The section is there once the portal has said that something is shared.
    act: async (page, t) => {
      await open(page, 'home');
      await expect(async () => {
        await page.keyboard.press('Control+4');
        const title = page.getByRole('heading', { level: 1, name: t('sharedWithMe.title') });
        await expect(title).toBeVisible({ timeout: 1000 });
      }).toPass();
    },
  },
  { name: 'establishments', scenario: 'usual', act: at('establishments') },
  {
    name: 'establishments-nothing-found',
    scenario: 'usual',
    act: async (page) => {
      await open(page, 'establishments');
      await page.getByRole('searchbox').fill('xyz');
    },
  },
  {
    name: 'page-not-drawn',
    scenario: 'not-drawn',
    act: async (page) => {
      await open(page, 'establishments');
      await page.getByRole('alert').waitFor();
    },
  },
  { name: 'this-computer', scenario: 'usual', act: at('this-computer') },

  { name: 'space-identity', scenario: 'usual', act: at('personal-space') },
  { name: 'space-identity-loading', scenario: 'loading', isBusy: true, act: at('personal-space') },
  { name: 'space-identity-failing', scenario: 'failing', act: at('personal-space') },
  { name: 'space-identity-offline', scenario: 'offline', act: at('personal-space') },
  { name: 'space-professionals', scenario: 'usual', act: tab('professionals') },
  { name: 'space-professionals-empty', scenario: 'empty', act: tab('professionals') },
  { name: 'space-history', scenario: 'usual', act: tab('history') },
  { name: 'space-history-empty', scenario: 'empty', act: tab('history') },
  { name: 'space-account', scenario: 'usual', act: tab('account') },
  {
    name: 'space-deactivation',
    scenario: 'usual',
    act: async (page, t) => {
      await tab('account')(page, t);
      await button(page, t('personal.deactivation.open')).click();
    },
  },
  { name: 'space-preferences', scenario: 'usual', act: tab('preferences') },

  {
    name: 'help',
    scenario: 'usual',
    act: async (page) => {
      await open(page, 'home');
      await page.keyboard.press('F1');
    },
  },
  {
    name: 'help-diagnostic',
    scenario: 'usual',
    act: async (page, t) => {
      await open(page, 'home');
      await page.keyboard.press('F1');
      await button(page, t('help.diagnostic')).click();
    },
  },
  {
    name: 'help-licences',
    scenario: 'usual',
    act: async (page, t) => {
      await open(page, 'home');
      await page.keyboard.press('F1');
      await button(page, t('help.licences')).click();
    },
  },
  {
    name: 'guide',
    scenario: 'usual',
    act: async (page, t) => {
      await open(page, 'home');
      await page.keyboard.press('F1');
      await button(page, t('help.openGuide')).click();
      await page.locator('.guide-topic').nth(3).click();
    },
  },
  ...dialogScenes,
  ...doctorScenes,
  ...libraryScenes,
  ...asking,
  ...askingTabs,
];
