import { Download, X } from 'lucide-react';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { Exam, Report } from '../../../src-shared/domain/exam.ts';
import type { Series } from '../../../src-shared/domain/series.ts';
import { useSaveReport } from '../../bridge/documents.ts';
import { useFormat } from '../../ui/words/format.ts';
import { IconButton } from '../../ui/buttons/IconButton.tsx';
import { Select } from '../../ui/fields/Select.tsx';
import { tellDone } from '../../ui/notices/toasts.tsx';
import type { ImageTarget } from './image-targets.ts';
import { createViewStore } from './pdf/view-store.ts';
import { useMarkSeen } from './queries.ts';
import { ReportAttempt, type ReportAttemptProps } from './ReportAttempt.tsx';
import './report-page.css';
import './report-pane.css';

export interface ReportPaneProps {
  readonly exam: Exam;
  readonly series: readonly Series[];
  readonly reportId: string;
  readonly onReport: (reportId: string) => void;
  readonly onImage: (at: ImageTarget) => void;
  readonly onClose: () => void;
}

/** A report beside its images: what it names is shown there. */
export default function ReportPane({ exam, series, reportId, onReport, onImage, onClose }: ReportPaneProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  const report = exam.reports.find(({ id }) => id === reportId);
  const { mutate: saveReport } = useSaveReport();
  const save = useCallback(
    () => saveReport({ reportId }, { onSuccess: (saved) => saved && tellDone(t('report.saved')) }),
    [saveReport, reportId, t],
  );
  const title = report?.title ?? t('report.title');
  return (
    <aside className="report-page report-pane" aria-label={t('report.title')}>
      <header className="report-header">
        <div className="report-header-words">
          <h2 ref={heading} tabIndex={-1} className="report-header-title">
            {title}
          </h2>
          {report && <p className="report-header-details">{format.shortDate(report.date)}</p>}
        </div>
        {exam.reports.length > 1 && (
          <Select
            label={t('report.which')}
            labelHidden
            value={reportId}
            onChange={onReport}
            choices={exam.reports.map(({ id, title: label, date }) => ({
              id,
              label: `${label}, ${format.shortDate(date)}`,
            }))}
          />
        )}
        <IconButton label={t('report.save')} icon={Download} onPress={save} />
        <IconButton label={t('report.closePane')} icon={X} onPress={onClose} />
      </header>
      <Document
        key={reportId}
        report={report ?? null}
        reportId={reportId}
        title={title}
        series={series}
        onBack={onClose}
        onSave={save}
        onImage={onImage}
      />
    </aside>
  );
}

interface DocumentProps extends Pick<
  ReportAttemptProps,
  'reportId' | 'title' | 'series' | 'onBack' | 'onSave' | 'onImage'
> {
  readonly report: Report | null;
}

function Document({ report, ...attempt }: DocumentProps) {
  const [times, setTimes] = useState(0);
  const [store] = useState(createViewStore);
  useMarkSeen(
    report,
    useStore(store, ({ isDrawn }) => isDrawn),
  );
  return (
    <ReportAttempt
      key={times}
      store={store}
      onRetry={() => setTimes(times + 1)}
      onImages={null}
      imagesOpen="beside"
      {...attempt}
    />
  );
}
