import type { Series } from '../../../src-shared/domain/series.ts';
import { useMutation } from '@tanstack/react-query';
import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useCommands } from '../../commands/registry.ts';
import { tellDone, tellFailed } from '../../ui/notices/toasts.tsx';
import { useDelayed } from '../../ui/states/Skeleton.tsx';
import { AddressDialog } from './AddressDialog.tsx';
import { PdfDocument } from './PdfDocument.tsx';
import type { OpenPdf } from './pdf/open-document.ts';
import { textOf } from './pdf/report-text.ts';
import type { PdfView } from './pdf/pdf-view.ts';
import type { ViewStore } from './pdf/view-store.ts';
import { PrintDialog } from './PrintDialog.tsx';
import { ReportToolbar } from './ReportToolbar.tsx';
import { SearchBar } from './SearchBar.tsx';
import { SlowNotice } from './SlowNotice.tsx';
import { Thumbnails } from './Thumbnails.tsx';
import { patience } from './use-report-document.ts';
import type { ImageTarget } from './image-targets.ts';
import { useReportCommands, type ReportActions } from './use-report-commands.ts';

export interface OpenReportProps {
  readonly pdf: OpenPdf;
  readonly store: ViewStore;
  readonly series: readonly Series[];
  /** For a screen reader; empty while it is not known. */
  readonly title: string;
  readonly onSave: () => void;
  /** Null where the exam has no images. */
  readonly onImages: (() => void) | null;
  readonly onImage: (at: ImageTarget) => void;
  readonly imagesOpen: 'elsewhere' | 'beside';
}

/** A report that could be opened: tool bar, search, small pages, and the document. */
export function OpenReport(props: OpenReportProps) {
  const { pdf, store, series, title, onSave, onImages, onImage, imagesOpen } = props;
  const { t } = useTranslation();
  const [view, setView] = useState<PdfView | null>(null);
  const [isPrinting, setPrinting] = useState(false);
  const [address, setAddress] = useState<string | null>(null);
  const [asked, setAsked] = useState(0);
  const searchOpen = useStore(store, ({ search }) => search.isOpen);
  const isDrawn = useStore(store, (state) => state.isDrawn);
  // A file that opens at once may hold a page that takes forever.
  const isLate = useDelayed(patience);
  const thumbnailsOpen = useStore(store, (state) => state.thumbnailsOpen);

  const openSearch = useCallback(() => {
    view?.search.open();
    setAsked((times) => times + 1);
  }, [view]);
  const { mutate: copy } = useMutation({
    mutationFn: copyText,
    onSuccess: (hasText) =>
      hasText ? tellDone(t('report.textCopied')) : tellFailed({ code: 'report-without-text', message: '' }),
  });
  const actions = useMemo<ReportActions>(
    () => ({
      openSearch,
      print: () => setPrinting(true),
      copyText: () => copy(pdf.document),
      save: onSave,
      openImages: onImages,
    }),
    [openSearch, copy, pdf, onSave, onImages],
  );
  const commands = useReportCommands(view, store, actions, isPrinting || address !== null);
  useCommands(useMemo(() => Object.values(commands), [commands]));

  return (
    <div className="report-body report-open">
      <ReportToolbar view={view} store={store} commands={commands} />
      {isLate && !isDrawn && <SlowNotice onSave={onSave} />}
      {searchOpen && view && <SearchBar view={view} store={store} commands={commands} asked={asked} />}
      <div className="report-desk">
        {thumbnailsOpen && view && <Thumbnails document={pdf.document} view={view} store={store} />}
        <PdfDocument
          pdf={pdf}
          store={store}
          series={series}
          imagesOpen={imagesOpen}
          label={t('report.document', { title })}
          onView={setView}
          onImage={onImage}
          onAddress={setAddress}
        />
      </div>
      {isPrinting && <PrintDialog document={pdf.document} onClose={() => setPrinting(false)} />}
      {address !== null && <AddressDialog address={address} onClose={() => setAddress(null)} />}
    </div>
  );
}

/** False for a report that is a picture. */
async function copyText(document: PDFDocumentProxy): Promise<boolean> {
  const text = await textOf(document);
  if (text !== '') await navigator.clipboard.writeText(text);
  return text !== '';
}
