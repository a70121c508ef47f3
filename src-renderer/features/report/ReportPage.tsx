import type { ReportPageProps } from './report-page-props.ts';
import { lazy, Suspense } from 'react';
import { ReportSkeleton } from './ReportSkeleton.tsx';

// pdf.js weighs more than the rest of the shell: it comes with the first report that is opened.
const ReportScreen = lazy(async () => ({ default: (await import('./ReportScreen.tsx')).ReportScreen }));

/** A report of an exam, read on screen. Fills the height that it is given and scrolls inside. */
export function ReportPage(props: ReportPageProps) {
  return (
    <Suspense fallback={<ReportSkeleton />}>
      <ReportScreen key={props.reportId} {...props} />
    </Suspense>
  );
}
