// First: it sets the global that the viewer's components read.
import { AnnotationMode, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { EventBus, PDFFindController, PDFViewer } from 'pdfjs-dist/legacy/web/pdf_viewer.mjs';
import type { OpenPdf } from './open-document.ts';
import { PdfSearch } from './pdf-search.ts';
import { plainL10n } from './plain-l10n.ts';
import { SafeLinkService } from './link-service.ts';
import { mapText, type TextMap } from './text-map.ts';
import type { Fit, ViewStore } from './view-store.ts';

/** Of a page: wheel, keys and buttons cannot go beyond. */
const minScale = 0.25;
const maxScale = 5;
/** One click on + or −, as pdf.js steps. */
const zoomStep = 1.1;
const quarterTurn = 90;
/** After the last turn of the wheel, before pages are drawn sharply again. */
const drawingDelay = 300;

export interface PdfViewOptions {
  readonly container: HTMLDivElement;
  readonly viewer: HTMLDivElement;
  readonly pdf: OpenPdf;
  readonly store: ViewStore;
  readonly fit: Exclude<Fit, 'free'>;
  readonly nameOfPage: (page: number) => string;
  /** A page's text is there: what lies over it can be placed. */
  readonly onText: (layer: HTMLElement, map: TextMap) => void;
  /** A link out of the document was chosen. */
  readonly onAddress: (address: string) => void;
}

/** What pdf.js tells of a page whose text is in place. */
interface TextEvent {
  readonly error: unknown;
  readonly source: {
    readonly textLayer: {
      readonly div: HTMLElement;
      readonly highlighter: {
        readonly textDivs: readonly HTMLElement[] | null;
        readonly textContentItemsStr: readonly string[] | null;
      } | null;
    } | null;
  };
}

/**
 * A document on screen. pdf.js's own viewer draws the pages that are near, keeps a few and forgets the rest, lays
 * the text over them and searches it; this drives it and keeps the store true. Made for one document, then disposed.
 */
export class PdfView {
  readonly search: PdfSearch;
  readonly #viewer: PDFViewer;
  readonly #container: HTMLDivElement;
  readonly #store: ViewStore;
  readonly #texts: Pick<PdfViewOptions, 'nameOfPage' | 'onText'>;
  readonly #end = new AbortController();

  constructor(options: PdfViewOptions) {
    const { container, viewer, pdf, store, fit, onAddress } = options;
    this.#container = container;
    this.#store = store;
    this.#texts = options;
    const eventBus = new EventBus();
    const linkService = new SafeLinkService(eventBus, onAddress);
    const findController = new PDFFindController({ eventBus, linkService });
    this.#viewer = new PDFViewer({
      container,
      viewer,
      eventBus,
      linkService,
      findController,
      l10n: plainL10n,
      annotationMode: AnnotationMode.ENABLE,
      enableAutoLinking: false,
      enableSelectionRendering: false,
      // Understood, but missing from its declared options.
      ...{ abortSignal: this.#end.signal },
    });
    linkService.setViewer(this.#viewer);
    this.search = new PdfSearch(eventBus, store);
    this.#listen(eventBus, pdf.document, fit);
    viewer.lang = pdf.language;
    linkService.setDocument(pdf.document);
    this.#viewer.setDocument(pdf.document);
  }

  dispose(): void {
    this.#end.abort();
    this.search.dispose();
    // The declared type leaves no way to say 'none', which is how pdf.js lets go of a document.
    this.#viewer.setDocument(null);
    this.#viewer.viewer?.replaceChildren();
  }

  /** The person's zoom: `steps` clicks on + (or, negative, on −). */
  zoom(steps: number): void {
    this.#scaleBy(zoomStep ** steps);
  }

  zoomTo(scale: number): void {
    this.#scaleBy(scale / this.#viewer.currentScale);
  }

  fit(fit: Exclude<Fit, 'free'>): void {
    this.#viewer.currentScaleValue = fit;
    this.#centre();
  }

  rotate(): void {
    this.#viewer.pagesRotation = this.#viewer.pagesRotation + quarterTurn;
  }

  goTo(page: number): void {
    const { pages } = this.#store.getState();
    if (pages > 0) this.#viewer.currentPageNumber = Math.min(Math.max(Math.round(page), 1), pages);
  }

  goBy(pages: number): void {
    this.goTo(this.#viewer.currentPageNumber + pages);
  }

  goToStart(): void {
    this.#container.scrollTo({ top: 0 });
  }

  goToEnd(): void {
    this.#container.scrollTo({ top: this.#container.scrollHeight });
  }

  focus(): void {
    this.#container.focus({ preventScroll: true });
  }

  #scaleBy(factor: number, origin?: [number, number], delay?: number): void {
    const now = this.#viewer.currentScale;
    const scaleFactor = Math.min(Math.max(now * factor, minScale), maxScale) / now;
    this.#viewer.updateScale({
      scaleFactor,
      ...(origin && { origin }),
      ...(delay !== undefined && { drawingDelay: delay }),
    });
  }

  /** A wider page elsewhere in the document leaves room to scroll sideways. */
  #centre(): void {
    const page: unknown = this.#viewer.getPageView(this.#viewer.currentPageNumber - 1);
    if (!isPageView(page)) return;
    const { offsetLeft, offsetWidth } = page.div;
    this.#container.scrollLeft = offsetLeft - (this.#container.clientWidth - offsetWidth) / 2;
  }

  #listen(eventBus: EventBus, document: PDFDocumentProxy, fit: Exclude<Fit, 'free'>): void {
    const { signal } = this.#end;
    // Its listeners are declared as functions of any kind.
    const on = (name: string, listener: (event: never) => void): void =>
      eventBus.on(name, listener, { signal });
    on('pagesinit', () => {
      this.#store.setState({ pages: document.numPages });
      this.#namePages(document.numPages);
      this.fit(fit);
    });
    on('pagechanging', ({ pageNumber }: { pageNumber: number }) =>
      this.#store.setState({ page: pageNumber }),
    );
    on('scalechanging', ({ scale, presetValue }: { scale: number; presetValue?: string }) =>
      this.#store.setState({ scale, fit: fitOf(presetValue) }),
    );
    on('rotationchanging', ({ pagesRotation, pageNumber }: { pagesRotation: number; pageNumber: number }) => {
      this.#store.setState({ rotation: pagesRotation });
      // Pages that lie down are less high: without this, another one would be in view.
      this.#viewer.currentPageNumber = pageNumber;
    });
    on('pagerendered', () => this.#store.setState({ isDrawn: true }));
    on('textlayerrendered', (event: TextEvent) => this.#placeOver(event));
    this.#container.addEventListener('wheel', (event) => this.#wheel(event), { signal, passive: false });
    this.#watchSize(signal);
  }

  #wheel(event: WheelEvent): void {
    if (!event.ctrlKey) return;
    event.preventDefault();
    const factor = Math.exp(-Math.max(-60, Math.min(60, event.deltaY)) / 300);
    this.#scaleBy(factor, [event.clientX, event.clientY], drawingDelay);
  }

  /** A fitted page stays fitted when the window changes; on a screen with other pixels, it is drawn anew. */
  #watchSize(signal: AbortSignal): void {
    const observer = new ResizeObserver(() => {
      const { fit } = this.#store.getState();
      if (fit !== 'free') this.fit(fit);
      this.#viewer.update();
    });
    observer.observe(this.#container);
    signal.addEventListener('abort', () => observer.disconnect());
    const watchPixels = (): void => {
      const query = matchMedia(`(resolution: ${devicePixelRatio}dppx)`);
      const changed = (): void => {
        this.#viewer.refresh();
        watchPixels();
      };
      query.addEventListener('change', changed, { once: true, signal });
    };
    watchPixels();
  }

  /** A page is part of one document: not a landmark of its own, of which there would be hundreds. */
  #namePages(count: number): void {
    for (let index = 0; index < count; index += 1) {
      const page: unknown = this.#viewer.getPageView(index);
      if (!isPageView(page)) continue;
      page.div.setAttribute('role', 'group');
      page.div.setAttribute('aria-label', this.#texts.nameOfPage(index + 1));
    }
  }

  #placeOver({ source: { textLayer }, error }: TextEvent): void {
    if (!textLayer || error) return;
    const { div, highlighter } = textLayer;
    // Reached by a link inside the document, not by Tab: the whole document is one stop.
    div.tabIndex = -1;
    if (highlighter?.textDivs && highlighter.textContentItemsStr)
      this.#texts.onText(div, mapText(div, highlighter.textDivs, highlighter.textContentItemsStr));
  }
}

const fitOf = (value: string | undefined): Fit =>
  value === 'auto' || value === 'page-width' || value === 'page-fit' ? value : 'free';

const isPageView = (value: unknown): value is { readonly div: HTMLElement } =>
  typeof value === 'object' && value !== null && 'div' in value && value.div instanceof HTMLElement;
