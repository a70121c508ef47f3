import rendererUrl from 'pdfjs-dist/legacy/build/pdf.renderer.min.mjs?url';
import workerUrl from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url';

/** Reads the file: a program of its own, which can be ended whatever it is doing. */
export const startWorker = (): Worker => new Worker(workerUrl, { type: 'module', name: 'pdf' });
/** Draws: so a page that takes a minute to draw does not stop the window. */
export const rendererSource: string = rendererUrl;

const folder = (name: string): string => new URL(`pdfjs/${name}/`, document.baseURI).href;

/** Everything else that pdf.js loads: from our own origin, where `pdf-assets.config.ts` puts it. */
export const assetFolders = () => ({
  cMapUrl: folder('cmaps'),
  standardFontDataUrl: folder('standard_fonts'),
  wasmUrl: folder('wasm'),
  iccUrl: folder('iccs'),
});
