import { RenderingCancelledException, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';

export interface ThumbnailOptions {
  /** 1-based. */
  readonly page: number;
  /** Clockwise degrees, added to the page's own. */
  readonly rotation: number;
  /** Filled with a canvas that fits into it. */
  readonly into: HTMLElement;
}

/** Draws a page small. Returns the function that stops it. */
export function drawThumbnail(document: PDFDocumentProxy, options: ThumbnailOptions): () => void {
  const { into } = options;
  const end = new AbortController();
  draw(document, options, end.signal).then(
    (canvas) => {
      if (canvas && !end.signal.aborted) into.replaceChildren(canvas);
    },
    (error: unknown) => {
      // A page that cannot be drawn stays an empty sheet; it says so where it is shown large.
      if (!(error instanceof RenderingCancelledException)) into.replaceChildren();
    },
  );
  return () => end.abort();
}

async function draw(
  document: PDFDocumentProxy,
  { page: number, rotation, into }: ThumbnailOptions,
  signal: AbortSignal,
): Promise<HTMLCanvasElement | null> {
  const page = await document.getPage(number);
  if (signal.aborted) return null;
  const turned = (page.rotate + rotation) % 360;
  const size = page.getViewport({ scale: 1, rotation: turned });
  const scale = Math.min(into.clientWidth / size.width, into.clientHeight / size.height);
  const viewport = page.getViewport({ scale: scale * devicePixelRatio, rotation: turned });
  const canvas = window.document.createElement('canvas');
  canvas.width = Math.max(1, Math.floor(viewport.width));
  canvas.height = Math.max(1, Math.floor(viewport.height));
  canvas.style.width = `${canvas.width / devicePixelRatio}px`;
  canvas.style.height = `${canvas.height / devicePixelRatio}px`;
  const task = page.render({ canvas, viewport });
  signal.addEventListener('abort', () => task.cancel());
  await task.promise;
  return canvas;
}
