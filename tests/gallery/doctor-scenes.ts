import type { Locator, Page } from '@playwright/test';
import type { TFunction } from 'i18next';
import type { Scene } from './scenes.ts';

const sections = ['home', 'patients', 'shared-with-me', 'exams'] as const;

const open = async (page: Page, section: (typeof sections)[number]): Promise<void> => {
  await page.getByRole('main').waitFor();
  await page.keyboard.press(`Control+${sections.indexOf(section) + 1}`);
};
const button = (within: Page | Locator, name: string): Locator =>
  within.getByRole('button', { name, exact: true }).first();

const heading = (page: Page): Promise<void> => page.getByRole('heading', { level: 1 }).waitFor();
const enter = async (page: Page, t: TFunction): Promise<void> => {
  await page.getByLabel(t('invitation.code')).fill('K7QM-4TXP');
  await button(page, t('invitation.open')).click();
  await page
    .getByRole('alert')
    .or(page.getByText(t('invitation.noLonger')))
    .first()
    .waitFor();
};
const breakGlass = async (page: Page, t: TFunction): Promise<void> => {
  await open(page, 'patients');
  await page.getByRole('searchbox').fill('benali');
  await page.getByRole('button', { name: t('breakGlass.openNamed', { name: 'BENALI Karim' }) }).click();
  await page.getByRole('textbox').last().fill('urgence');
  await button(page, t('breakGlass.confirm')).click();
};

const openRecord = async (page: Page): Promise<void> => {
  await open(page, 'patients');
  await page.getByRole('button', { name: /Madame Martin/ }).click();
};

/** The pages of a doctor, with an account and without one. */
export const doctorScenes: readonly Scene[] = [
  { name: 'guest', scenario: 'guest', act: heading },
  { name: 'guest-offline', scenario: 'guest-offline', act: heading },
  { name: 'invitation', scenario: 'invited', act: heading },
  { name: 'invitation-beside', scenario: 'invited-beside', act: heading },
  { name: 'invitation-elsewhere', scenario: 'invited-elsewhere', act: heading },
  { name: 'invitation-wrong-code', scenario: 'invited-wrong-code', act: enter },
  { name: 'invitation-blocked', scenario: 'invited-blocked', act: enter },
  { name: 'invitation-stopped', scenario: 'invited-stopped', act: enter },
  { name: 'link-broken', scenario: 'link-broken', act: heading },
  { name: 'visit-over', scenario: 'visit-over', act: heading },
  { name: 'doctor-patients', scenario: 'doctor', act: (page) => open(page, 'patients') },
  { name: 'doctor-no-patients', scenario: 'doctor-empty', act: (page) => open(page, 'patients') },
  { name: 'doctor-shared', scenario: 'doctor', act: (page) => open(page, 'shared-with-me') },
  { name: 'doctor-nothing-shared', scenario: 'doctor-empty', act: (page) => open(page, 'shared-with-me') },
  {
    name: 'doctor-time-line',
    scenario: 'doctor',
    act: openRecord,
  },
  ...(['loading', 'failing', 'offline'] as const).flatMap((state): Scene[] => [
    {
      name: `doctor-patients-${state}`,
      scenario: `doctor-${state}`,
      isBusy: state === 'loading',
      act: (page) => open(page, 'patients'),
    },
    {
      name: `doctor-shared-${state}`,
      scenario: `doctor-${state}`,
      isBusy: state === 'loading',
      act: (page) => open(page, 'shared-with-me'),
    },
  ]),
  ...(['loading', 'failing', 'refused', 'empty'] as const).map((state): Scene => ({
    name: `doctor-time-line-${state}`,
    scenario: `record-${state}`,
    isBusy: state === 'loading',
    act: openRecord,
  })),
  { name: 'doctor-time-line-offline', scenario: 'doctor-offline', act: openRecord },
  { name: 'doctor-break-glass', scenario: 'doctor', act: breakGlass },
  { name: 'doctor-emergency', scenario: 'doctor-emergency', act: (page) => open(page, 'patients') },
];
