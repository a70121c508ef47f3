// The viewer's components read pdf.js from a global that this module sets: it comes first, everywhere.
import {
  getDocument,
  GlobalWorkerOptions,
  InvalidPDFException,
  PasswordResponses,
  PDFWorker,
  VerbosityLevel,
  type PDFDocumentProxy,
} from 'pdfjs-dist/legacy/build/pdf.mjs';
import { assetFolders, rendererSource, startWorker } from './assets.ts';

/** More pages than any report has: a file that claims them is made to exhaust. */
const maxPages = 5_000;
/** Pixels of one picture in a page; a colour scan of A3 at 600 dpi has 70 million. */
const maxImagePixels = 120_000_000;

export type OpenFailure = 'damaged' | 'too-large' | 'internal';

/** What can go wrong with the bytes themselves. */
export class OpenError extends Error {
  readonly reason: OpenFailure;

  constructor(reason: OpenFailure, message: string) {
    super(message);
    this.name = 'OpenError';
    this.reason = reason;
  }
}

export interface OpenPdf {
  readonly document: PDFDocumentProxy;
  /** BCP 47: as the document says, or French. */
  readonly language: string;
}

export interface Opening {
  /** Rejects with an `OpenError`. */
  readonly opened: Promise<OpenPdf>;
  /** Ends the programs that read and draw, at once and whatever they are doing. */
  readonly dispose: () => void;
}

export interface OpenOptions {
  /** The file is protected: call `answer` with what the person types. `wrong`: what they typed before was not it. */
  readonly onPassword: (answer: (password: string) => void, wrong: boolean) => void;
}

/** Opens a PDF that nobody vouches for. `bytes` are handed over: they are empty afterwards. */
export function openDocument(bytes: Uint8Array<ArrayBuffer>, { onPassword }: OpenOptions): Opening {
  GlobalWorkerOptions.rendererSrc = rendererSource;
  const port = startWorker();
  const worker = PDFWorker.create({ port });
  const task = getDocument({
    data: bytes,
    worker,
    ...assetFolders(),
    cMapPacked: true,
    // pdf.js decides by the scheme, and does not know ours.
    useWorkerFetch: true,
    enableXfa: false,
    maxImageSize: maxImagePixels,
    verbosity: VerbosityLevel.ERRORS,
  });
  task.onPassword = (answer: (password: string) => void, reason: number) =>
    onPassword(answer, reason === PasswordResponses.INCORRECT_PASSWORD);

  const workerFailed = new Promise<never>((_, reject) => {
    port.addEventListener('error', () =>
      reject(new OpenError('internal', 'the reading program did not start')),
    );
  });
  // Nobody may be listening any more when it fails.
  workerFailed.catch(() => undefined);

  return {
    opened: Promise.race([task.promise, workerFailed]).then(check, (error: unknown) => {
      throw asOpenError(error);
    }),
    dispose: () => {
      // `destroy` asks the reading program to end; one that is stuck would never answer.
      task.destroy().catch(() => undefined);
      port.terminate();
      worker.destroy();
    },
  };
}

async function check(document: PDFDocumentProxy): Promise<OpenPdf> {
  if (document.numPages < 1) throw new OpenError('damaged', 'no page');
  if (document.numPages > maxPages) throw new OpenError('too-large', 'too many pages');
  // A table of pages that leads nowhere shows only when a page is asked for.
  await document.getPage(1).catch(() => {
    throw new OpenError('damaged', 'the first page cannot be found');
  });
  return { document, language: await languageOf(document) };
}

async function languageOf(document: PDFDocumentProxy): Promise<string> {
  const fallback = 'fr';
  try {
    const { info } = await document.getMetadata();
    const language = 'Language' in info && typeof info.Language === 'string' ? info.Language : fallback;
    return Intl.getCanonicalLocales(language)[0] ?? fallback;
  } catch {
    return fallback;
  }
}

function asOpenError(error: unknown): OpenError {
  if (error instanceof OpenError) return error;
  const message = error instanceof Error ? error.message : 'unknown';
  return new OpenError(error instanceof InvalidPDFException ? 'damaged' : 'internal', message);
}
