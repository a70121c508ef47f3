import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { useCallback, useEffect, useLayoutEffect, useRef, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { drawThumbnail } from './pdf/draw-thumbnail.ts';
import type { PdfView } from './pdf/pdf-view.ts';
import type { ViewStore } from './pdf/view-store.ts';
import './thumbnails.css';

export interface ThumbnailsProps {
  readonly document: PDFDocumentProxy;
  readonly view: PdfView;
  readonly store: ViewStore;
}

/** One row in rem, so that it grows with the text size. */
const rowHeight = 11;

/** Small pages at the side. One stop of Tab; arrows, Home and End move between pages. */
export function Thumbnails({ document, view, store }: ThumbnailsProps) {
  const { t } = useTranslation();
  const pages = useStore(store, (state) => state.pages);
  const page = useStore(store, (state) => state.page);
  const rotation = useStore(store, (state) => state.rotation);
  const list = useRef<HTMLDivElement>(null);
  /** The page that a key went to. */
  const wanted = useRef<number | null>(null);
  const rem = parseFloat(getComputedStyle(window.document.documentElement).fontSize);
  // eslint-disable-next-line react-hooks/incompatible-library -- its functions are not memoised here
  const virtual = useVirtualizer({
    count: pages,
    getScrollElement: () => list.current,
    estimateSize: () => rowHeight * rem,
    overscan: 2,
    // The page's own row is there wherever one scrolls: the focus may stand on it, or be about to.
    rangeExtractor: useCallback(
      (range: Parameters<typeof defaultRangeExtractor>[0]) =>
        [...new Set([...defaultRangeExtractor(range), page - 1])].sort((a, b) => a - b),
      [page],
    ),
  });

  useEffect(() => {
    virtual.scrollToIndex(page - 1, { align: 'auto' });
  }, [page, virtual]);

  // Before the next key, which may come before the next frame.
  useLayoutEffect(() => {
    if (wanted.current === page) list.current?.querySelector<HTMLElement>(`[data-page="${page}"]`)?.focus();
    wanted.current = null;
  }, [page]);

  const press = (event: KeyboardEvent): void => {
    const to = { ArrowUp: page - 1, ArrowDown: page + 1, Home: 1, End: pages }[event.key];
    if (to === undefined || to < 1 || to > pages) return;
    event.preventDefault();
    wanted.current = to;
    view.goTo(to);
  };

  return (
    <nav className="report-thumbnails" aria-label={t('report.thumbnails')}>
      <div ref={list} className="report-thumbnails-scroll">
        <ol className="report-thumbnails-list" style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index, start, size }) => (
            <li
              key={index}
              className="report-thumbnails-row"
              style={{ height: size, transform: `translateY(${start}px)` }}
            >
              <button
                type="button"
                className="report-thumbnail"
                data-page={index + 1}
                aria-current={index + 1 === page ? 'page' : undefined}
                aria-label={t('report.pageOfPages', { page: index + 1, pages })}
                tabIndex={index + 1 === page ? 0 : -1}
                onClick={() => view.goTo(index + 1)}
                onKeyDown={press}
              >
                <Picture document={document} page={index + 1} rotation={rotation} />
                <span aria-hidden>{index + 1}</span>
              </button>
            </li>
          ))}
        </ol>
      </div>
    </nav>
  );
}

interface PictureProps {
  readonly document: PDFDocumentProxy;
  readonly page: number;
  readonly rotation: number;
}

function Picture({ document, page, rotation }: PictureProps) {
  const frame = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    return drawThumbnail(document, { page, rotation, into: element });
  }, [document, page, rotation]);
  return <span ref={frame} className="report-thumbnail-picture" />;
}
