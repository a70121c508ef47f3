import { FileText } from 'lucide-react';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImagesController } from '../features/images/controller.ts';
import { PdfContext } from '../features/images/objects/pdf-context.ts';
import { ImagesView } from '../features/images/ImagesView.tsx';
import { useImages } from '../features/images/store.ts';
import { DropZone } from '../features/local-exams/DropZone.tsx';
import { Boundary } from '../ui/states/Boundary.tsx';
import { Button } from '../ui/buttons/Button.tsx';
import { Toasts } from '../ui/notices/toasts.tsx';
import './viewer-window.css';

// pdf.js comes with the first report: the images wait for nothing of it.
const ReportPane = lazy(() => import('../features/report/ReportPane.tsx'));
const EmbeddedPdf = lazy(async () => ({
  default: (await import('../features/report/EmbeddedPdf.tsx')).EmbeddedPdf,
}));

export interface ViewerPageProps {
  readonly controller: ImagesController;
  /** The report that the window was opened with; null also while nobody has said what it shows. */
  readonly reportId: string | null;
}

/** A viewer window: images, and beside them the report that speaks of them. */
export function ViewerPage({ controller, reportId: first }: ViewerPageProps) {
  const { t } = useTranslation();
  const [chosen, setReportId] = useState<string | null>();
  const reportId = chosen === undefined ? first : chosen;
  const desk = useRef<HTMLDivElement>(null);
  const toggle = useRef<HTMLButtonElement>(null);
  const images = useImages((state) => state.exams[0] ?? null);
  useEffect(
    () =>
      window.emage.on('viewer.show', (input) => {
        if (input.reportId !== undefined) setReportId(input.reportId);
      }),
    [],
  );
  const reports = images?.exam.reports ?? [];
  const isOpen = images !== null && reports.some(({ id }) => id === reportId);
  const close = (): void => {
    setReportId(null);
    toggle.current?.focus();
  };
  return (
    <div className="viewer">
      <div ref={desk} className="viewer-desk" data-report={isOpen}>
        <PdfContext value={(props) => <EmbeddedPdf {...props} />}>
          <ImagesView
            controller={controller}
            headAction={
              reports.length > 0 && (
                <Button
                  ref={toggle}
                  icon={FileText}
                  aria-expanded={isOpen}
                  onPress={() => (isOpen ? close() : setReportId(reports[0]?.id ?? null))}
                >
                  {t('report.title')}
                </Button>
              )
            }
          />
        </PdfContext>
        {isOpen && reportId !== null && (
          <Boundary key={reportId}>
            <Suspense fallback={<div className="report-pane" />}>
              <ReportPane
                exam={images.exam}
                series={images.series}
                reportId={reportId}
                onReport={setReportId}
                onImage={({ seriesInstanceUid, image }) => {
                  controller.goTo(seriesInstanceUid, image - 1);
                  if (desk.current && isOneColumn(desk.current)) close();
                }}
                onClose={close}
              />
            </Suspense>
          </Boundary>
        )}
      </div>
      <DropZone />
      <Toasts />
    </div>
  );
}

/** The report covers the images (`viewer-window.css`). */
const isOneColumn = (desk: Element): boolean =>
  getComputedStyle(desk).gridTemplateColumns.split(' ').length === 1;
