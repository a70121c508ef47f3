import { useMutation } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { appErrorOf, call } from '../../bridge/call.ts';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { OpenReport } from './OpenReport.tsx';
import { createViewStore } from './pdf/view-store.ts';
import { useMarkSeen, useReportContext } from './queries.ts';
import { ReportHeader } from './ReportHeader.tsx';
import type { ReportPageProps } from './report-page.tsx';
import { ReportStates } from './ReportStates.tsx';
import type { ImageTarget } from './image-targets.ts';
import { useReportDocument } from './use-report-document.ts';
import './report-page.css';

/** The page itself: its head, and below it the document or what stands in its place. */
export function ReportScreen({ examId, reportId, onBack }: ReportPageProps) {
  const { t } = useTranslation();
  const [attempt, setAttempt] = useState(0);
  const [store] = useState(createViewStore);
  const context = useReportContext(examId, reportId);
  useMarkSeen(
    context.report,
    useStore(store, ({ isDrawn }) => isDrawn),
  );

  const save = useMutation({ mutationFn: () => call('reports.save', { reportId }) });
  const images = useMutation({
    mutationFn: (at: ImageTarget | null) => call('viewer.open', { examId, ...(at && { at }) }),
  });
  const { mutate: saveNow } = save;
  const { mutate: openImages } = images;
  const failure = save.error ?? images.error;
  const onSave = useCallback(() => saveNow(), [saveNow]);
  const hasImages = context.exam?.imagesAvailable ?? false;

  return (
    <section className="report-page" aria-label={t('report.title')}>
      <ReportHeader
        context={context}
        onBack={onBack}
        onSave={onSave}
        onImages={hasImages ? () => openImages(null) : null}
      />
      {failure && <ErrorNotice error={appErrorOf(failure)} />}
      {save.data?.saved && !failure && <Notice tone="good" live="polite" title={t('report.saved')} />}
      <Attempt
        key={attempt}
        examId={examId}
        reportId={reportId}
        context={context}
        store={store}
        onBack={onBack}
        onSave={onSave}
        onRetry={() => setAttempt(attempt + 1)}
        onImage={openImages}
      />
    </section>
  );
}

interface AttemptProps extends ReportPageProps {
  readonly context: ReturnType<typeof useReportContext>;
  readonly store: ReturnType<typeof createViewStore>;
  readonly onSave: () => void;
  readonly onRetry: () => void;
  readonly onImage: (at: ImageTarget | null) => void;
}

/** One try at opening the document. */
function Attempt({ examId, reportId, context, store, onBack, onSave, onRetry, onImage }: AttemptProps) {
  const document = useReportDocument(reportId);
  if (document.kind !== 'ready')
    return <ReportStates document={document} onBack={onBack} onSave={onSave} onRetry={onRetry} />;
  return (
    <OpenReport
      pdf={document.pdf}
      store={store}
      examId={examId}
      title={context.report?.title ?? context.exam?.label ?? ''}
      hasImages={context.exam?.imagesAvailable ?? false}
      onSave={onSave}
      onImage={onImage}
    />
  );
}
