import { FolderSearch, ImageDown, Square } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { appErrorOf, call } from '../../../bridge/call.ts';
import { Button } from '../../../ui/buttons/Button.tsx';
import { Dialog } from '../../../ui/frames/Dialog.tsx';
import { ErrorNotice } from '../../../ui/notices/ErrorNotice.tsx';
import { useFormat } from '../../../ui/words/format.ts';
import { Notice } from '../../../ui/notices/Notice.tsx';
import { ProgressBar } from '../../../ui/states/ProgressBar.tsx';
import { tellFailed } from '../../../ui/notices/toasts.tsx';
import { useController } from '../controller-context.ts';
import { askSaving, closeSaving, type Saving, useSaving } from './saving-store.ts';
import { SavingForm } from './SavingForm.tsx';

type Busy = Exclude<Saving, { kind: 'closed' | 'asking' }>;

/** Which images are to be saved and how, how far that is, and where they lie. */
export function SavingDialog() {
  const { t } = useTranslation();
  const { saver } = useController();
  const state = useSaving();
  if (state.kind === 'closed') return null;
  if (state.kind === 'asking') return <SavingForm onClose={closeSaving} />;
  const close = (): void => (state.kind === 'running' ? saver.stop() : closeSaving());
  return (
    <Dialog
      role="alertdialog"
      title={t('images.saving.title')}
      isOpen
      onClose={close}
      actions={<Actions state={state} />}
    >
      <Progress state={state} />
    </Dialog>
  );
}

function Progress({ state }: { readonly state: Busy }) {
  const { t } = useTranslation();
  const format = useFormat();
  switch (state.kind) {
    case 'running': {
      const { done, total } = state;
      return (
        <ProgressBar
          label={t('images.saving.running')}
          value={total === 0 ? undefined : done / total}
          valueText={t('images.saving.progress', { done: format.number(done), total: format.number(total) })}
        />
      );
    }
    case 'failed':
      return <ErrorNotice error={state.error} />;
    case 'done': {
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
  }
}

function Actions({ state }: { readonly state: Busy }) {
  const { t } = useTranslation();
  const { saver } = useController();
  switch (state.kind) {
    case 'running':
      return (
        <Button icon={Square} onPress={() => saver.stop()}>
          {t('import.stop')}
        </Button>
      );
    case 'failed':
      return (
        <Button variant="primary" icon={ImageDown} onPress={askSaving}>
          {t('images.saving.again')}
        </Button>
      );
    case 'done':
      return (
        <>
          <Button
            icon={FolderSearch}
            onPress={() =>
              void call('pictures.reveal', { batchId: state.batchId }).catch((error: unknown) =>
                tellFailed(appErrorOf(error)),
              )
            }
          >
            {t('images.saving.reveal')}
          </Button>
          <Button variant="primary" onPress={closeSaving}>
            {t('common.done')}
          </Button>
        </>
      );
  }
}
