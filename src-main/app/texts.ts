import { catalogues, type Language } from '../../src-shared/i18n/catalogues.ts';

/** Main's own part of the catalogue: menus, dialogs, notifications. Typed by what stands there. */
export const textsIn = (language: Language) => catalogues[language].main;

/** Fills `{{name}}` as i18next does. */
export const filled = (text: string, values: Readonly<Record<string, string | number>>): string =>
  text.replace(/\{\{(\w+)\}\}/g, (whole, name: string) =>
    Object.hasOwn(values, name) ? String(values[name]) : whole,
  );
