import { createInstance, type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { isolated } from '../../src-shared/words-from-elsewhere.ts';
import { catalogues, type Catalogue, type Language } from '../../src-shared/i18n/catalogues.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    resources: { translation: Catalogue };
  }
}

/** Ready at once: both catalogues are part of the program. `changeLanguage` switches every text that is shown. */
export function createI18n(language: Language): i18n {
  const instance = createInstance();
  void instance.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'fr',
    initAsync: false,
    resources: { fr: { translation: catalogues.fr }, en: { translation: catalogues.en } },
    // React escapes, entities would be shown; but a name that is read from the right must not turn the words around it.
    interpolation: { escape: isolated },
  });
  return instance;
}
