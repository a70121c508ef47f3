import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { platformOf, shortcutWords } from './shortcuts.ts';

/** Writes shortcuts as this computer's keyboard has them. */
export function useShortcutWords(): (shortcut: string) => string {
  const { t } = useTranslation();
  return useCallback(
    (shortcut) => shortcutWords(shortcut, platformOf(navigator.userAgent), { shift: t('help.keys.shift') }),
    [t],
  );
}
