import { useTranslation } from 'react-i18next';
import type { EndedAccess } from '../../src-shared/domain/access.ts';
import {
  forgetAccessEvents,
  useAccessEvents,
  useAcknowledgeEnded,
  useEndedAccess,
} from '../bridge/access-events.ts';
import { Button } from '../ui/buttons/Button.tsx';
import { Notice } from '../ui/notices/Notice.tsx';
import { go } from './navigation.ts';

/** What happened to rights while the person was here: somebody opened their record, or what they looked at has ended. */
export function AccessNotices() {
  const { t } = useTranslation();
  const { emergency } = useAccessEvents();
  const ended = useEndedAccess().data ?? [];
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
                  forgetAccessEvents();
                  go({ page: 'personal-space', tab: 'professionals' });
                }}
              >
                {t('accessNotices.who')}
              </Button>
              <Button variant="quiet" onPress={forgetAccessEvents}>
                {t('shell.understood')}
              </Button>
            </>
          }
        />
      )}
      {ended.length > 0 && <Ended ended={ended} />}
    </>
  );
}

/** Which exams are gone, why, and what can be done: never silently. */
function Ended({ ended }: { readonly ended: readonly EndedAccess[] }) {
  const { t } = useTranslation();
  const acknowledge = useAcknowledgeEnded();
  const names = ended.flatMap(({ label }) => (label === null ? [] : [label]));
  const [first] = names;
  const isOver = ended.every(({ why }) => why === 'over');
  return (
    <Notice
      tone="info"
      live="polite"
      title={
        ended.length === 1 && first !== undefined
          ? t('accessNotices.endedNamed', { name: first })
          : t('accessNotices.ended', { count: ended.length })
      }
      meaning={
        <>
          {ended.length > 1 && names.length > 0 && <span>{names.join(', ')}. </span>}
          {t(isOver ? 'accessNotices.over' : 'accessNotices.withdrawn')}
        </>
      }
      remedy={t('accessNotices.endedRemedy')}
      actions={
        <Button isPending={acknowledge.isPending} onPress={() => acknowledge.mutate()}>
          {t('shell.understood')}
        </Button>
      }
    />
  );
}
