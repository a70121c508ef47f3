import { Share } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ExportState } from '../../../src-shared/domain/export.ts';
import { closeExport, useCancelExport, useExport, useRevealExport } from '../../bridge/exports.ts';
import { WritingDialog } from '../../ui/frames/WritingDialog.tsx';
import { Notice } from '../../ui/notices/Notice.tsx';
import { ExportForm } from './ExportForm.tsx';
import { Passphrase } from './Passphrase.tsx';
import './export.css';

/** How an exam is to be exported, how far that is, and where it lies. */
export function ExportDialog() {
  const { t } = useTranslation();
  const { state, exam } = useExport();
  const cancel = useCancelExport();
  const reveal = useRevealExport();
  if (state.kind === 'idle')
    return exam === null ? null : <ExportForm key={exam.id} exam={exam} onClose={closeExport} />;
  const close = (): void => {
    closeExport();
    cancel.mutate();
  };
  return (
    <WritingDialog
      title={t('export.title', { name: state.examLabel })}
      state={state}
      running={t('export.running')}
      progress={(counts) => t('import.progress', counts)}
      onStop={() => cancel.mutate()}
      isStopping={cancel.isPending}
      again={{ label: t('export.again'), icon: Share, onPress: () => cancel.mutate() }}
      reveal={{
        label: t('export.reveal'),
        isPending: reveal.isPending,
        onPress: () => reveal.mutate(),
      }}
      onClose={close}
    >
      {state.kind === 'done' && <Outcome state={state} />}
    </WritingDialog>
  );
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
