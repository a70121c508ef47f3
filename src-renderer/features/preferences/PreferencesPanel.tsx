import { useTranslation } from 'react-i18next';
import { languages, themes, type Preferences } from '../../../src-shared/domain/preferences.ts';
import { appErrorOf } from '../../bridge/call.ts';
import { changePreferences, usePreferences } from '../../bridge/preferences.ts';
import { Checkbox } from '../../ui/fields/Checkbox.tsx';
import { RadioGroup } from '../../ui/fields/RadioGroup.tsx';
import { Select } from '../../ui/fields/Select.tsx';
import { tellFailed } from '../../ui/notices/toasts.tsx';
import './preferences.css';

const textSizes = [100, 125, 150, 200] as const;
const idleTimes = [5, 15, 30, 60, 0] as const;

const change = (part: Partial<Preferences>): void =>
  void changePreferences(part).catch((thrown: unknown) => tellFailed(appErrorOf(thrown)));

/** How the application suits its person. Everything takes effect at once. A guest waits for no news, and has no password. */
export function PreferencesPanel({ isGuest }: { readonly isGuest: boolean }) {
  const { t } = useTranslation();
  const preferences = usePreferences();
  return (
    <div className="ui-card preferences">
      <RadioGroup
        label={t('preferences.language')}
        layout="tiles"
        value={preferences.language}
        onChange={(language) => change({ language })}
        choices={languages.map((id) => ({ id, label: t(`preferences.languages.${id}`) }))}
      />
      <RadioGroup
        label={t('preferences.theme')}
        layout="tiles"
        value={preferences.theme}
        onChange={(theme) => change({ theme })}
        choices={themes.map((id) => ({ id, label: t(`preferences.themes.${id}`) }))}
      />
      <RadioGroup
        label={t('preferences.textSize')}
        layout="tiles"
        value={String(preferences.textSize)}
        onChange={(id) => {
          const textSize = textSizes.find((size) => String(size) === id);
          if (textSize !== undefined) change({ textSize });
        }}
        choices={textSizes.map((size) => ({ id: String(size), label: t(`preferences.textSizes.${size}`) }))}
      />
      {!isGuest && (
        <Checkbox
          isSelected={preferences.notifications}
          onChange={(notifications) => change({ notifications })}
          hint={t('preferences.notificationsHint')}
        >
          {t('preferences.notifications')}
        </Checkbox>
      )}
      <Select
        label={t(isGuest ? 'preferences.idleEnd' : 'preferences.idleLock')}
        hint={t(isGuest ? 'preferences.idleEndHint' : 'preferences.idleLockHint')}
        value={String(preferences.idleLockMinutes)}
        onChange={(id) => {
          const idleLockMinutes = idleTimes.find((minutes) => String(minutes) === id);
          if (idleLockMinutes !== undefined) change({ idleLockMinutes });
        }}
        choices={idleTimes.map((minutes) => ({
          id: String(minutes),
          label: minutes === 0 ? t('preferences.idleNever') : t('preferences.idleAfter', { count: minutes }),
        }))}
      />
    </div>
  );
}
