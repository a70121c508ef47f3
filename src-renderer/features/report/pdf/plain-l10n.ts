import type { PDFViewer } from 'pdfjs-dist/legacy/web/pdf_viewer.mjs';

type ViewerL10n = NonNullable<ConstructorParameters<typeof PDFViewer>[0]['l10n']>;

/**
 * pdf.js brings its own texts and fetches translations of them. We name what is on screen ourselves (`PdfView`), so
 * that every text comes from one catalogue: this stands where it expects its translator, and does nothing.
 */
const silent = {
  getLanguage: () => 'fr',
  getDirection: () => 'ltr',
  get: () => Promise.resolve(''),
  translate: () => Promise.resolve(),
  translateOnce: () => Promise.resolve(),
  destroy: () => Promise.resolve(),
  pause: () => undefined,
  resume: () => undefined,
};

// Its type has private fields, which nothing of ours can have.
export const plainL10n = silent as unknown as ViewerL10n;
