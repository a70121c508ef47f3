import { main as en } from '../../src-shared/i18n/en.json' with { type: 'json' };
import { main as fr } from '../../src-shared/i18n/fr.json' with { type: 'json' };
import type { Language } from '../../src-shared/i18n/catalogues.ts';

const texts = { fr, en } as const;

/** Main's own part of the catalogue: menus, dialogs, notifications. The rest of it is the pages', and not read here. */
export const textsIn = (language: Language) => texts[language];

/** Fills `{{name}}` as i18next does. */
export const filled = (text: string, values: Readonly<Record<string, string | number>>): string =>
  text.replace(/\{\{(\w+)\}\}/g, (whole, name: string) =>
    Object.hasOwn(values, name) ? String(values[name]) : whole,
  );
