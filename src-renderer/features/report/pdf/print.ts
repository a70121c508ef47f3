import { AnnotationMode, type PDFDocumentProxy, type PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { takeBlob } from '../../../ui/paper/canvas-blob.ts';
import { printPictures } from '../../../ui/paper/print-pictures.ts';

/** What paper gets; a report is text, and 200 dpi is what a fax never reached. */
const dotsPerInch = 200;
const pointsPerInch = 72;
/** A page of any size costs no more than this to draw. */
const maxPixels = 16_000_000;

export interface PrintDocumentOptions {
  readonly signal: AbortSignal;
  /** After each page that is ready. */
  readonly onProgress: (done: number, of: number) => void;
}

/** Prints every page as a picture, on paper of the first page's size. Resolves once the system's dialog is gone. */
export async function printDocument(
  report: PDFDocumentProxy,
  { signal, onProgress }: PrintDocumentOptions,
): Promise<void> {
  const paper = (await report.getPage(1)).getViewport({ scale: 1 });
  const paperIsWide = paper.width > paper.height;
  async function* pages(): AsyncGenerator<Blob> {
    for (let number = 1; number <= report.numPages; number += 1) {
      const page = await report.getPage(number);
      signal.throwIfAborted();
      const { width, height } = page.getViewport({ scale: 1 });
      yield await drawPage(page, width > height !== paperIsWide);
      onProgress(number, report.numPages);
    }
  }
  await printPictures(pages(), { paper: `${paper.width}pt ${paper.height}pt`, signal });
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
  return takeBlob(canvas);
}
