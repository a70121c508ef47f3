import '@fontsource-variable/atkinson-hyperlegible-next/wght.css';
import '../ui/base.css';
import { QueryClientProvider, type QueryClient } from '@tanstack/react-query';
import type { i18n } from 'i18next';
import { useEffect, type ReactNode } from 'react';
import { I18nProvider } from 'react-aria-components';
import { I18nextProvider } from 'react-i18next';
import type { Language } from '../../src-shared/i18n/catalogues.ts';
import { usePreferences } from '../bridge/preferences.ts';
import { Boundary } from '../ui/states/Boundary.tsx';
import { applyAppearance } from './appearance.ts';

export interface ProvidersProps {
  readonly i18n: i18n;
  readonly queryClient: QueryClient;
  readonly systemLanguage: Language;
  readonly children: ReactNode;
}

/** What every window of ours needs around its page: texts, the query cache, theme and text size. */
export function Providers({ i18n, queryClient, systemLanguage, children }: ProvidersProps) {
  const preferences = usePreferences();
  const language = preferences.language === 'system' ? systemLanguage : preferences.language;

  useEffect(() => applyAppearance(preferences), [preferences]);
  useEffect(() => {
    document.documentElement.lang = language;
    // It would draw every text anew.
    if (i18n.language !== language) void i18n.changeLanguage(language);
  }, [i18n, language]);

  return (
    <I18nextProvider i18n={i18n}>
      <I18nProvider locale={language === 'fr' ? 'fr-FR' : 'en-GB'}>
        <QueryClientProvider client={queryClient}>
          <Boundary isPage>{children}</Boundary>
        </QueryClientProvider>
      </I18nProvider>
    </I18nextProvider>
  );
}
