import { useTranslation } from 'react-i18next';
import { create } from 'zustand';
import { useLibraryRepairs } from '../../bridge/queries.ts';
import { Button } from '../../ui/buttons/Button.tsx';
import { Notice } from '../../ui/notices/Notice.tsx';

/** Read once in a run; it comes back only with another mishap. */
const useRead = create<{ readonly read: boolean }>(() => ({ read: false }));

/** After a run that did not end by itself, or damage on the disk: what was found, and that it is mended. */
export function Repairs() {
  const { t } = useTranslation();
  const { data: repairs } = useLibraryRepairs();
  const read = useRead((state) => state.read);
  if (!repairs || read) return null;
  const { interrupted, unfinished, continued, resumed, removed, damaged } = repairs;
  const done = [
    unfinished > 0 && t('thisComputer.repairs.unfinished', { count: unfinished }),
    resumed + continued > 0 && t('thisComputer.repairs.resumed', { count: Math.max(resumed, 1) }),
    removed > 0 && t('thisComputer.repairs.removed', { count: removed }),
    damaged > 0 && t('thisComputer.repairs.damaged', { count: damaged }),
  ].filter((words) => words !== false);
  if (damaged === 0 && !(interrupted && done.length > 0)) return null;
  return (
    <Notice
      tone="info"
      title={interrupted ? t('thisComputer.repairs.interrupted') : t('thisComputer.repairs.found')}
      meaning={done.join(' ')}
      remedy={t('thisComputer.repairs.nothingToDo')}
      actions={<Button onPress={() => useRead.setState({ read: true })}>{t('shell.understood')}</Button>}
    />
  );
}
