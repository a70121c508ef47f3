import { useEffect, useRef, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Series } from '../../../src-shared/domain/series.ts';
import { findImageReferences } from './image-references.ts';
import { targetOf, type ImageTarget } from './image-targets.ts';
import { placeImageLinks } from './pdf/image-links.ts';
import type { OpenPdf } from './pdf/open-document.ts';
import { PdfView } from './pdf/pdf-view.ts';
import type { TextMap } from './pdf/text-map.ts';
import type { ViewStore } from './pdf/view-store.ts';
import './pdf-document.css';

export interface PdfDocumentProps {
  readonly pdf: OpenPdf;
  readonly store: ViewStore;
  readonly series: readonly Series[];
  readonly imagesOpen: 'elsewhere' | 'beside';
  readonly label: string;
  readonly onView: (view: PdfView | null) => void;
  readonly onImage: (at: ImageTarget) => void;
  readonly onAddress: (address: string) => void;
}

/** Where pdf.js draws. React gives it two elements and leaves what is inside alone. */
export function PdfDocument(props: PdfDocumentProps) {
  const { pdf, store, series, imagesOpen, label, onView, onImage, onAddress } = props;
  const { t } = useTranslation();
  const container = useRef<HTMLDivElement>(null);
  const viewer = useRef<HTMLDivElement>(null);
  const view = useRef<PdfView | null>(null);
  const texts = useRef(new Map<HTMLElement, TextMap>());

  const placeLinks = (layer: HTMLElement, map: TextMap): void => {
    placeImageLinks(layer, map, findImageReferences(map.text), {
      nameOf: (reference) => {
        if (!targetOf(reference, series)) return null;
        const { series: number, image } = reference;
        const what =
          number === null
            ? t('report.imageOnly', { image })
            : t('report.seriesImage', { series: number, image });
        return imagesOpen === 'beside' ? what : `${what}. ${t('report.imagesOpenHint')}`;
      },
      onOpen: (reference) => {
        const target = targetOf(reference, series);
        if (target) onImage(target);
      },
    });
  };
  const latest = useRef({ placeLinks, onAddress, nameOfPage: (page: number) => t('report.page', { page }) });
  useEffect(() => {
    latest.current = { placeLinks, onAddress, nameOfPage: (page) => t('report.page', { page }) };
  });

  // Series may be known after the first page is drawn, and the language may change.
  useEffect(() => {
    for (const [layer, map] of texts.current) latest.current.placeLinks(layer, map);
  }, [series, t]);

  useEffect(() => {
    if (!container.current || !viewer.current) return;
    const known = texts.current;
    const made = new PdfView({
      container: container.current,
      viewer: viewer.current,
      pdf,
      store,
      fit: firstFit(),
      nameOfPage: (page) => latest.current.nameOfPage(page),
      onAddress: (address) => latest.current.onAddress(address),
      onText: (layer, map) => {
        for (const old of known.keys()) if (!old.isConnected) known.delete(old);
        known.set(layer, map);
        latest.current.placeLinks(layer, map);
      },
    });
    view.current = made;
    onView(made);
    return () => {
      onView(null);
      view.current = null;
      known.clear();
      made.dispose();
    };
  }, [pdf, store, onView]);

  const press = (event: KeyboardEvent): void => {
    if (!view.current || event.ctrlKey || event.metaKey || event.altKey) return;
    const run = keys(view.current)[event.key];
    if (!run) return;
    event.preventDefault();
    run();
  };

  return (
    <div className="report-document">
      {/* It scrolls: keys reach it, and a screen reader finds one document in it. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <div
        ref={container}
        className="report-scroll"
        role="document"
        aria-label={label}
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        onKeyDown={press}
      >
        <div ref={viewer} className="pdfViewer" />
      </div>
    </div>
  );
}

/** Single keys, while the document has the focus: page up and down scroll by themselves. */
const keys = (view: PdfView): Readonly<Record<string, () => void>> => ({
  r: () => view.rotate(),
  R: () => view.rotate(),
  '+': () => view.zoom(1),
  '=': () => view.zoom(1),
  '-': () => view.zoom(-1),
  '0': () => view.fit('auto'),
  ArrowRight: () => view.goBy(1),
  ArrowLeft: () => view.goBy(-1),
  Home: () => view.goToStart(),
  End: () => view.goToEnd(),
});

/** Someone who enlarged the texts wants the page as large as it goes. */
function firstFit(): 'auto' | 'page-width' {
  const usual = 16;
  return parseFloat(getComputedStyle(document.documentElement).fontSize) > usual ? 'page-width' : 'auto';
}
