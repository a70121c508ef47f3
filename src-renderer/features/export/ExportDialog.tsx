import { FolderSearch, Share, Square } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ExportState } from '../../../src-shared/domain/export.ts';
import { closeExport, useCancelExport, useExport, useRevealExport } from '../../bridge/exports.ts';
import { Button } from '../../ui/buttons/Button.tsx';
import { Dialog } from '../../ui/frames/Dialog.tsx';
import { ErrorNotice } from '../../ui/notices/ErrorNotice.tsx';
import { useFormat } from '../../ui/words/format.ts';
import { Notice } from '../../ui/notices/Notice.tsx';
import { ProgressBar } from '../../ui/states/ProgressBar.tsx';
import { ExportForm } from './ExportForm.tsx';
import { Passphrase } from './Passphrase.tsx';
import './export.css';

/** How an exam is to be exported, how far that is, and where it lies. */
export function ExportDialog() {
  const { t } = useTranslation();
  const { state, exam } = useExport();
  const cancel = useCancelExport();
  if (state.kind === 'idle')
    return exam === null ? null : <ExportForm key={exam.id} exam={exam} onClose={closeExport} />;
  const close = (): void => {
    closeExport();
    cancel.mutate();
  };
  return (
    <Dialog
      role="alertdialog"
      title={t('export.title', { name: state.examLabel })}
      isOpen
      onClose={close}
      actions={<Actions state={state} onClose={close} />}
    >
      <Progress state={state} />
    </Dialog>
  );
}

type Busy = Exclude<ExportState, { kind: 'idle' }>;

function Progress({ state }: { readonly state: Busy }) {
  const { t } = useTranslation();
  const format = useFormat();
  switch (state.kind) {
    case 'running': {
      const { done, total } = state;
      return (
        <ProgressBar
          label={t('export.running')}
          value={total > 0 ? done / total : 1}
          valueText={t('import.progress', { done: format.number(done), total: format.number(total) })}
        />
      );
    }
    case 'failed':
      return <ErrorNotice error={state.error} />;
    case 'done':
      return <Outcome state={state} />;
  }
}

function Outcome({ state }: { readonly state: Extract<ExportState, { kind: 'done' }> }) {
  const { t } = useTranslation();
  const passphrase = useExport((now) => now.passphrase);
  return (
    <div className="export-form">
      <Notice
        tone="good"
        live="polite"
        title={t('export.done', { count: state.files })}
        meaning={t('export.where', { name: state.name })}
      />
      {passphrase !== null && <Passphrase passphrase={passphrase} how={t('export.passphraseLast')} />}
      {state.missing > 0 && (
        <Notice
          tone="warn"
          title={t('export.missing', { count: state.missing })}
          meaning={t('export.missingMeaning')}
        />
      )}
      {state.withheld > 0 && (
        <Notice
          tone="info"
          title={t('export.withheld', { count: state.withheld })}
          meaning={t('export.withheldMeaning')}
        />
      )}
    </div>
  );
}

function Actions({ state, onClose }: { readonly state: Busy; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const cancel = useCancelExport();
  const reveal = useRevealExport();
  switch (state.kind) {
    case 'running':
      return (
        <Button icon={Square} isPending={cancel.isPending} onPress={() => cancel.mutate()}>
          {t('import.stop')}
        </Button>
      );
    case 'failed':
      return (
        <Button icon={Share} variant="primary" onPress={() => cancel.mutate()}>
          {t('export.again')}
        </Button>
      );
    case 'done':
      return (
        <>
          <Button icon={FolderSearch} isPending={reveal.isPending} onPress={() => reveal.mutate()}>
            {t('export.reveal')}
          </Button>
          <Button variant="primary" onPress={onClose}>
            {t('common.done')}
          </Button>
        </>
      );
  }
}
