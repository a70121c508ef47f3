import { useMutation } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { call } from '../../bridge/call.ts';
import { useOpenImages, useSaveReport } from '../../bridge/documents.ts';
import { tellDone } from '../../ui/notices/toasts.tsx';
import { createViewStore } from './pdf/view-store.ts';
import { useMarkSeen, useReportContext, useSeries } from './queries.ts';
import { ReportAttempt } from './ReportAttempt.tsx';
import { ReportHeader } from './ReportHeader.tsx';
import type { ReportPageProps } from './report-page-props.ts';
import type { ImageTarget } from './image-targets.ts';
import './report-page.css';

/** The page itself: its head, and below it the document or what stands in its place. */
export function ReportScreen({ examId, reportId, onBack }: ReportPageProps) {
  const { t } = useTranslation();
  const [attempt, setAttempt] = useState(0);
  const [store] = useState(createViewStore);
  const context = useReportContext(examId, reportId);
  const series = useSeries(examId);
  useMarkSeen(
    context.report,
    useStore(store, ({ isDrawn }) => isDrawn),
  );

  const { mutate: saveReport } = useSaveReport();
  const { mutate: openImages } = useOpenImages();
  const { mutate: openImage } = useMutation({
    // The report comes along: the images would cover this window.
    mutationFn: (at: ImageTarget) => call('viewer.open', { examId, at, reportId }),
  });
  const save = useCallback(
    () => saveReport({ reportId }, { onSuccess: (saved) => saved && tellDone(t('report.saved')) }),
    [saveReport, reportId, t],
  );
  const { exam } = context;
  const seeImages = useMemo(
    () => (exam?.imagesAvailable ? () => openImages({ ...exam, reportId }) : null),
    [exam, openImages, reportId],
  );

  return (
    <section className="report-page" aria-label={t('report.title')}>
      <ReportHeader context={context} onBack={onBack} onSave={save} onImages={seeImages} />
      <ReportAttempt
        key={attempt}
        reportId={reportId}
        title={context.report?.title ?? exam?.label ?? ''}
        series={series}
        store={store}
        onBack={onBack}
        onSave={save}
        onRetry={() => setAttempt(attempt + 1)}
        onImages={seeImages}
        onImage={openImage}
        imagesOpen="elsewhere"
      />
    </section>
  );
}
