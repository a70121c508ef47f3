import { ImageDown } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { appErrorOf, call } from '../../../bridge/call.ts';
import { WritingDialog } from '../../../ui/frames/WritingDialog.tsx';
import { Notice } from '../../../ui/notices/Notice.tsx';
import { tellFailed } from '../../../ui/notices/toasts.tsx';
import { useController } from '../controller-context.ts';
import { askSaving, closeSaving, type Saving, useSaving } from './saving-store.ts';
import { SavingForm } from './SavingForm.tsx';

/** Which images are to be saved and how, how far that is, and where they lie. */
export function SavingDialog() {
  const { t } = useTranslation();
  const { saver } = useController();
  const state = useSaving();
  if (state.kind === 'closed') return null;
  if (state.kind === 'asking') return <SavingForm onClose={closeSaving} />;
  return (
    <WritingDialog
      title={t('images.saving.title')}
      state={state}
      running={t('images.saving.running')}
      progress={(counts) => t('images.saving.progress', counts)}
      onStop={() => saver.stop()}
      again={{ label: t('images.saving.again'), icon: ImageDown, onPress: askSaving }}
      reveal={{ label: t('images.saving.reveal'), onPress: () => reveal(state) }}
      onClose={() => (state.kind === 'running' ? saver.stop() : closeSaving())}
    >
      {state.kind === 'done' && <Outcome state={state} />}
    </WritingDialog>
  );
}

function reveal(state: Saving): void {
  if (state.kind !== 'done') return;
  call('pictures.reveal', { batchId: state.batchId }).catch((error: unknown) =>
    tellFailed(appErrorOf(error)),
  );
}

function Outcome({ state }: { readonly state: Extract<Saving, { kind: 'done' }> }) {
  const { t } = useTranslation();
  const { what, count, missing, name } = state;
  return (
    <>
      <Notice
        tone="good"
        live="polite"
        title={what === 'film' ? t('images.saving.filmDone') : t('images.saving.done', { count })}
        meaning={t(what === 'series' ? 'images.saving.inFolder' : 'images.saving.inFile', { name })}
      />
      {missing > 0 && <Notice tone="warn" title={t('images.saving.missing', { count: missing })} />}
    </>
  );
}
