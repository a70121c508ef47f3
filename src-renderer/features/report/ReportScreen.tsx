import { useMutation } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { call } from '../../bridge/call.ts';
import { useOpenImages, useSaveReport } from '../../bridge/documents.ts';
import { tellDone } from '../../ui/toasts.tsx';
import { OpenReport } from './OpenReport.tsx';
import { createViewStore } from './pdf/view-store.ts';
import { useMarkSeen, useReportContext } from './queries.ts';
import { ReportHeader } from './ReportHeader.tsx';
import type { ReportPageProps } from './report-page-props.ts';
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

  const { mutate: saveReport } = useSaveReport();
  const { mutate: openImages } = useOpenImages();
  const { mutate: openImage } = useMutation({
    mutationFn: (at: ImageTarget) => call('viewer.open', { examId, at }),
  });
  const save = useCallback(
    () => saveReport({ reportId }, { onSuccess: (saved) => saved && tellDone(t('report.saved')) }),
    [saveReport, reportId, t],
  );
  const { exam } = context;
  const seeImages = useMemo(
    () => (exam?.imagesAvailable ? () => openImages(exam) : null),
    [exam, openImages],
  );

  return (
    <section className="report-page" aria-label={t('report.title')}>
      <ReportHeader context={context} onBack={onBack} onSave={save} onImages={seeImages} />
      <Attempt
        key={attempt}
        examId={examId}
        reportId={reportId}
        context={context}
        store={store}
        onBack={onBack}
        onSave={save}
        onRetry={() => setAttempt(attempt + 1)}
        onImages={seeImages}
        onImage={openImage}
      />
    </section>
  );
}

interface AttemptProps extends ReportPageProps {
  readonly context: ReturnType<typeof useReportContext>;
  readonly store: ReturnType<typeof createViewStore>;
  readonly onSave: () => void;
  readonly onRetry: () => void;
  readonly onImages: (() => void) | null;
  readonly onImage: (at: ImageTarget) => void;
}

/** One try at opening the document. */
function Attempt(props: AttemptProps) {
  const { examId, reportId, context, store, onBack, onSave, onRetry, onImages, onImage } = props;
  const document = useReportDocument(reportId);
  if (document.kind !== 'ready')
    return <ReportStates document={document} onBack={onBack} onSave={onSave} onRetry={onRetry} />;
  return (
    <OpenReport
      pdf={document.pdf}
      store={store}
      examId={examId}
      title={context.report?.title ?? context.exam?.label ?? ''}
      onSave={onSave}
      onImages={onImages}
      onImage={onImage}
    />
  );
}
