import { app } from 'electron';
import type { Language } from '../../src-shared/i18n/catalogues.ts';

/** What is spoken before it is known what the person chose. */
export const systemLanguage = (): Language => (/^fr\b/i.test(app.getLocale()) ? 'fr' : 'en');
