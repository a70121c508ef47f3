import { AArrowDown, AArrowUp, ALargeSmall, CircleHelp, LockKeyhole, SunMoon } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { AccountKind } from '../../src-shared/domain/account.ts';
import type { Preferences } from '../../src-shared/domain/preferences.ts';
import type { Command } from '../commands/command.ts';
import { usePreferences } from '../bridge/preferences.ts';
import { prefer, toggleTheme } from './AppearanceControls.tsx';
import { go } from './navigation.ts';
import { routeTo } from './routes.ts';
import { sectionIcons } from './section-look.ts';
import { useSections } from './use-sections.ts';
import { useSessionActions } from './session-actions.ts';

const sizes: readonly Preferences['textSize'][] = [100, 125, 150, 200];

function resize(step: 1 | -1): void {
  const next = sizes[sizes.indexOf(usePreferences.getState().textSize) + step];
  if (next !== undefined) prefer({ textSize: next });
}

/** What can be done from every page of the shell. */
export function useShellCommands(kind: AccountKind): readonly Command[] {
  const { t } = useTranslation();
  const { lock } = useSessionActions();
  const sections = useSections(kind);
  return useMemo(
    () => [
      ...sections.map((section, index): Command => ({
        id: `go-${section}`,
        label: t(`navigation.${section}`),
        icon: sectionIcons[section],
        group: 'navigation',
        shortcut: `Mod+${index + 1}`,
        enabled: true,
        run: () => go(routeTo(section)),
      })),
      {
        id: 'help',
        label: t('shell.help'),
        icon: CircleHelp,
        group: 'navigation',
        shortcut: 'F1',
        enabled: true,
        run: () => go({ page: 'help' }),
      },
      {
        id: 'lock',
        label: t('shell.lock'),
        icon: LockKeyhole,
        group: 'navigation',
        shortcut: 'Mod+Shift+L',
        enabled: true,
        overDialogs: true,
        run: lock,
      },
      {
        id: 'theme',
        label: t('shell.toggleTheme'),
        icon: SunMoon,
        group: 'appearance',
        shortcut: 'Mod+Shift+D',
        enabled: true,
        overDialogs: true,
        run: toggleTheme,
      },
      {
        id: 'text-larger',
        label: t('shell.textLarger'),
        icon: AArrowUp,
        group: 'appearance',
        shortcut: 'Mod+Plus',
        enabled: true,
        overDialogs: true,
        run: () => resize(1),
      },
      {
        id: 'text-smaller',
        label: t('shell.textSmaller'),
        icon: AArrowDown,
        group: 'appearance',
        shortcut: 'Mod+-',
        enabled: true,
        overDialogs: true,
        run: () => resize(-1),
      },
      {
        id: 'text-normal',
        label: t('shell.textNormal'),
        icon: ALargeSmall,
        group: 'appearance',
        shortcut: 'Mod+0',
        enabled: true,
        overDialogs: true,
        run: () => prefer({ textSize: 100 }),
      },
    ],
    [t, sections, lock],
  );
}
