import type { Series } from '../../../src-shared/domain/series.ts';
import type { ImageTarget } from './image-targets.ts';
import { OpenReport } from './OpenReport.tsx';
import type { ViewStore } from './pdf/view-store.ts';
import { ReportStates } from './ReportStates.tsx';
import { useReportDocument } from './use-report-document.ts';

export interface ReportAttemptProps {
  readonly reportId: string;
  /** For a screen reader; empty while it is not known. */
  readonly title: string;
  /** The exam's: what the text's links can lead to. */
  readonly series: readonly Series[];
  readonly store: ViewStore;
  readonly onBack: () => void;
  readonly onSave: () => void;
  readonly onRetry: () => void;
  /** Null where there are no images to open. */
  readonly onImages: (() => void) | null;
  readonly onImage: (at: ImageTarget) => void;
  /** What becomes of an image that is chosen in the text. */
  readonly imagesOpen: 'elsewhere' | 'beside';
}

/** One try at opening the document: mounted anew for the next. */
export function ReportAttempt({ reportId, onBack, onSave, onRetry, ...open }: ReportAttemptProps) {
  const document = useReportDocument(reportId);
  if (document.kind !== 'ready')
    return <ReportStates document={document} onBack={onBack} onSave={onSave} onRetry={onRetry} />;
  return <OpenReport pdf={document.pdf} onSave={onSave} {...open} />;
}
