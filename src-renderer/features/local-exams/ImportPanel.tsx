import { FolderOpen, Square, X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportState } from '../../../src-shared/domain/import.ts';
import { useCancelImport, useChooseImport, useImport } from '../../bridge/imports.ts';
import { Button } from '../../ui/buttons/Button.tsx';
import { ErrorNotice } from '../../ui/notices/ErrorNotice.tsx';
import { useFormat } from '../../ui/words/format.ts';
import { ProgressBar } from '../../ui/states/ProgressBar.tsx';
import { ImportSummary } from './ImportSummary.tsx';
import { LocalExamCard, type OnReadReport } from './LocalExamCard.tsx';
import { PassphraseForm } from './PassphraseForm.tsx';

/** The import that runs, or how it ended: with a way on in each case. Nothing while there is none. */
export function ImportPanel({ onReadReport }: { readonly onReadReport: OnReadReport }) {
  const { t } = useTranslation();
  const state = useImport((imports) => imports.state);
  const panel = useRef<HTMLElement>(null);
  const { kind } = state;
  useEffect(() => {
    // What begins, asks or ends is read out, and is where the keyboard goes on.
    if (kind !== 'idle' && kind !== 'copying') panel.current?.focus({ preventScroll: false });
  }, [kind]);
  if (kind === 'idle') return null;
  return (
    <section ref={panel} tabIndex={-1} className="import-panel" aria-label={t('import.title')}>
      <Content state={state} onReadReport={onReadReport} />
    </section>
  );
}

interface ContentProps {
  readonly state: Exclude<ImportState, { kind: 'idle' }>;
  readonly onReadReport: OnReadReport;
}

function Content({ state, onReadReport }: ContentProps) {
  switch (state.kind) {
    case 'reading':
      return <Reading state={state} onReadReport={onReadReport} />;
    case 'copying':
      return <Copying state={state} onReadReport={onReadReport} />;
    case 'locked':
      return <PassphraseForm source={state.source} wrong={state.wrong} />;
    case 'done':
      return <ImportSummary state={state} onReadReport={onReadReport} />;
    case 'failed':
      return <Failed state={state} />;
  }
}

type Of<K extends ImportState['kind']> = Extract<ImportState, { kind: K }>;

interface RunningProps<K extends 'reading' | 'copying'> {
  readonly state: Of<K>;
  readonly onReadReport: OnReadReport;
}

function Reading({ state, onReadReport }: RunningProps<'reading'>) {
  const { t } = useTranslation();
  const format = useFormat();
  const { source, files, total, exams } = state;
  const words =
    total === null
      ? t('import.found', { count: files, number: format.number(files) })
      : t('import.filesOf', { done: format.number(files), total: format.number(total) });
  return (
    <>
      <h2>{t('import.reading', { source })}</h2>
      <ProgressBar
        label={t('import.reading', { source })}
        labelHidden
        {...(total !== null && { value: total > 0 ? files / total : 1 })}
        valueText={words}
      />
      <p className="ui-muted">{exams.length > 0 ? `${words} · ${t('import.announced')}` : words}</p>
      <StopButton />
      <ul className="ui-row-cards">
        {exams.map((exam) => (
          <LocalExamCard key={exam.id} exam={exam} headingLevel={3} onReadReport={onReadReport} />
        ))}
      </ul>
    </>
  );
}

function Copying({ state, onReadReport }: RunningProps<'copying'>) {
  const { t } = useTranslation();
  const format = useFormat();
  const { source, done, total, bytesDone, bytesTotal, exams } = state;
  const words = t('import.progress', { done: format.number(done), total: format.number(total) });
  return (
    <>
      <h2>{t('import.copying', { source })}</h2>
      <ProgressBar
        label={t('import.copying', { source })}
        labelHidden
        value={bytesTotal > 0 ? bytesDone / bytesTotal : 1}
        valueText={words}
      />
      <p className="ui-muted">
        {words} · {t('import.already')}
      </p>
      <StopButton />
      <ul className="ui-row-cards">
        {exams.map((exam) => (
          <LocalExamCard key={exam.id} exam={exam} headingLevel={3} onReadReport={onReadReport} />
        ))}
      </ul>
    </>
  );
}

function StopButton() {
  const { t } = useTranslation();
  const cancel = useCancelImport();
  return (
    <div className="import-actions">
      <Button icon={Square} isPending={cancel.isPending} onPress={() => cancel.mutate()}>
        {t('import.stop')}
      </Button>
    </div>
  );
}

function Failed({ state }: { readonly state: Of<'failed'> }) {
  const { t } = useTranslation();
  const cancel = useCancelImport();
  const choose = useChooseImport();
  return (
    <ErrorNotice
      error={state.error}
      actions={
        <>
          <Button icon={FolderOpen} isPending={choose.isPending} onPress={() => choose.mutate('folder')}>
            {t('import.again')}
          </Button>
          <Button variant="quiet" icon={X} onPress={() => cancel.mutate()}>
            {t('common.close')}
          </Button>
        </>
      }
    />
  );
}
