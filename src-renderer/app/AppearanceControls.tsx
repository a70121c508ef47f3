import { Languages, Moon, Sun } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { changePreferences, usePreferences } from '../bridge/preferences.ts';
import { Button } from '../ui/buttons/Button.tsx';
import { IconButton } from '../ui/buttons/IconButton.tsx';
import { tellFailed } from '../ui/notices/toasts.tsx';
import { appErrorOf } from '../bridge/call.ts';
import type { Preferences } from '../../src-shared/domain/preferences.ts';
import { themeOf } from './appearance.ts';
import './shell.css';

export const prefer = (change: Partial<Preferences>): void =>
  void changePreferences(change).catch((thrown: unknown) => tellFailed(appErrorOf(thrown)));

export const toggleTheme = (): void =>
  prefer({ theme: themeOf(usePreferences.getState()) === 'dark' ? 'light' : 'dark' });

export interface AppearanceControlsProps {
  readonly withLanguage?: boolean;
}

/** Light or dark, and the language where someone may not be able to read the page. */
export function AppearanceControls({ withLanguage = false }: AppearanceControlsProps) {
  const { t, i18n } = useTranslation();
  const dark = themeOf(usePreferences()) === 'dark';
  const other = i18n.language === 'fr' ? 'en' : 'fr';
  return (
    <div className="shell-appearance">
      {withLanguage && (
        <Button variant="quiet" icon={Languages} onPress={() => prefer({ language: other })}>
          <span lang={other}>{other === 'fr' ? 'Français' : 'English'}</span>
        </Button>
      )}
      <IconButton
        label={dark ? t('shell.lightTheme') : t('shell.darkTheme')}
        icon={dark ? Sun : Moon}
        onPress={toggleTheme}
      />
    </div>
  );
}
