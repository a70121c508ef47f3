import { AnnotationMode, type PDFDocumentProxy, type PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** What paper gets; a report is text, and 200 dpi is what a fax never reached. */
const dotsPerInch = 200;
const pointsPerInch = 72;
/** A page of any size costs no more than this to draw. */
const maxPixels = 16_000_000;

export interface PrintOptions {
  readonly signal: AbortSignal;
  /** After each page that is ready. */
  readonly onProgress: (done: number, of: number) => void;
}

/**
 * Draws every page as a picture, lays them in the window where only paper sees them (`print.css`), and asks the
 * system to print. Resolves once the system's dialog is gone; nothing is left behind.
 */
export async function printDocument(document: PDFDocumentProxy, options: PrintOptions): Promise<void> {
  const { signal, onProgress } = options;
  const sheets = window.document.createElement('div');
  sheets.className = 'report-print';
  const style = window.document.createElement('style');
  const urls: string[] = [];
  let paperIsWide = false;
  try {
    for (let number = 1; number <= document.numPages; number += 1) {
      const page = await document.getPage(number);
      signal.throwIfAborted();
      const { width, height } = page.getViewport({ scale: 1 });
      const isWide = width > height;
      if (number === 1) {
        // One paper for all: browsers know no other way that every printer driver follows.
        style.textContent = `@page { size: ${width}pt ${height}pt; margin: 0; }`;
        paperIsWide = isWide;
      }
      const picture = await drawPage(page, isWide !== paperIsWide);
      signal.throwIfAborted();
      const image = new Image();
      image.src = URL.createObjectURL(picture);
      image.alt = '';
      urls.push(image.src);
      await image.decode();
      sheets.append(image);
      onProgress(number, document.numPages);
    }
    window.document.head.append(style);
    window.document.body.append(sheets);
    await printed(signal);
  } finally {
    sheets.remove();
    style.remove();
    for (const url of urls) URL.revokeObjectURL(url);
  }
}

/** `isTurned`: it lies on paper that stands, or the other way round, and is printed sideways to be as large. */
async function drawPage(page: PDFPageProxy, isTurned: boolean): Promise<Blob> {
  const rotation = (page.rotate + (isTurned ? 90 : 0)) % 360;
  const size = page.getViewport({ scale: 1, rotation });
  const scale = Math.min(dotsPerInch / pointsPerInch, Math.sqrt(maxPixels / (size.width * size.height)));
  const viewport = page.getViewport({ scale, rotation });
  const canvas = document.createElement('canvas');
  canvas.width = Math.floor(viewport.width);
  canvas.height = Math.floor(viewport.height);
  await page.render({ canvas, viewport, intent: 'print', annotationMode: AnnotationMode.ENABLE }).promise;
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve));
  // A canvas keeps its pixels until it is collected; a long report has many.
  canvas.width = canvas.height = 0;
  if (!blob) throw new Error('a page could not be drawn for printing');
  return blob;
}

/** `print` may return at once or when the dialog closes, as the platform does it; `afterprint` comes in both. */
const printed = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    window.addEventListener('afterprint', () => resolve(), { once: true, signal });
    // A system that shows no dialog may never say that it is gone.
    signal.addEventListener('abort', () => resolve());
    window.print();
  });
