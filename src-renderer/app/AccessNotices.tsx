import { useTranslation } from 'react-i18next';
import { acknowledge, useAccessEvents } from '../bridge/access-events.ts';
import { Button } from '../ui/Button.tsx';
import { Notice } from '../ui/Notice.tsx';
import { go } from './navigation.ts';

/** What happened to rights while the person was here: somebody opened their record, or what they looked at has ended. */
export function AccessNotices() {
  const { t } = useTranslation();
  const { emergency, ended } = useAccessEvents();
  return (
    <>
      {emergency && (
        <Notice
          tone="warn"
          live="assertive"
          title={t('accessNotices.emergency')}
          meaning={t('accessNotices.emergencyMeaning')}
          actions={
            <>
              <Button
                onPress={() => {
                  acknowledge('emergency');
                  go({ page: 'personal-space', tab: 'professionals' });
                }}
              >
                {t('accessNotices.who')}
              </Button>
              <Button variant="quiet" onPress={() => acknowledge('emergency')}>
                {t('shell.understood')}
              </Button>
            </>
          }
        />
      )}
      {ended && (
        <Notice
          tone="info"
          live="polite"
          title={t('accessNotices.ended')}
          meaning={t('accessNotices.endedMeaning')}
          actions={<Button onPress={() => acknowledge('ended')}>{t('shell.understood')}</Button>}
        />
      )}
    </>
  );
}
