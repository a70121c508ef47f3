import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useUpdates } from '../../bridge/updates.ts';
import { Button } from '../../ui/buttons/Button.tsx';
import { Notice } from '../../ui/notices/Notice.tsx';
import { useRestart } from './use-restart.ts';

/** Says once, on whatever page, that a newer version is ready; the person may well go on with what they do. */
export function UpdateNotice() {
  const { t } = useTranslation();
  const state = useUpdates((updates) => updates.state);
  const [understood, setUnderstood] = useState(false);
  const restart = useRestart();
  if (state?.kind !== 'ready' || understood) return null;
  return (
    <Notice
      tone="info"
      live="polite"
      title={t('updates.ready', { version: state.version })}
      meaning={t('updates.readyMeaning')}
      actions={
        <>
          <Button variant="primary" onPress={() => restart.mutate()}>
            {t('updates.restart')}
          </Button>
          <Button onPress={() => setUnderstood(true)}>{t('shell.understood')}</Button>
        </>
      }
    />
  );
}
