import en from './en.json' with { type: 'json' };
import fr from './fr.json' with { type: 'json' };

/** Every text of the application. French is the reference: a key that English lacks is a type error in tests. */
export const catalogues = { fr, en } as const;
export type Language = keyof typeof catalogues;
export type Catalogue = typeof fr;

/** The language we speak to someone whose system speaks `locale` (BCP 47): French wherever it is French, else English. */
export const languageFor = (locale: string): Language => (/^fr\b/i.test(locale) ? 'fr' : 'en');
