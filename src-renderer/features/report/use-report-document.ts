import { useCallback, useEffect, useState } from 'react';
import type { AppError } from '../../../src-shared/errors.ts';
import type { Result } from '../../../src-shared/ipc/result.ts';
import { fetchReport } from './pdf/fetch-report.ts';
import { openDocument, OpenError, type Opening, type OpenPdf } from './pdf/open-document.ts';

/** How long a report may take before we say that it takes long. */
export const patience = 12_000;

export type ReportDocument =
  | { readonly kind: 'loading'; readonly isSlow: boolean }
  | { readonly kind: 'password'; readonly wasWrong: boolean; readonly answer: (password: string) => void }
  | { readonly kind: 'ready'; readonly pdf: OpenPdf }
  | { readonly kind: 'failed'; readonly error: AppError }
  /** Made of more than a window can show. */
  | { readonly kind: 'too-large' };

const loading: ReportDocument = { kind: 'loading', isSlow: false };

export type PdfSource = (signal: AbortSignal) => Promise<Result<Uint8Array<ArrayBuffer>>>;

/** Fetches and opens one report. Mounted anew for each try: give its component a key. */
export function useReportDocument(reportId: string): ReportDocument {
  return useDocument(useCallback((signal) => fetchReport(reportId, signal), [reportId]));
}

/** Opens a PDF, wherever it comes from. */
export function useDocument(source: PdfSource): ReportDocument {
  const [state, setState] = useState<ReportDocument>(loading);

  useEffect(() => {
    const end = new AbortController();
    const { signal } = end;
    let opening: Opening | null = null;
    const show = (next: ReportDocument): void => {
      if (!signal.aborted) setState(next);
    };
    const timer = setTimeout(
      () => setState((now) => (now.kind === 'loading' ? { ...now, isSlow: true } : now)),
      patience,
    );

    const load = async (): Promise<void> => {
      const fetched = await source(signal);
      if (signal.aborted) return;
      if (!fetched.ok) {
        show({ kind: 'failed', error: fetched.error });
        return;
      }
      opening = openDocument(fetched.value, {
        onPassword: (answer, wasWrong) =>
          show({
            kind: 'password',
            wasWrong,
            answer: (password) => {
              show(loading);
              answer(password);
            },
          }),
      });
      show({ kind: 'ready', pdf: await opening.opened });
    };
    load().catch((thrown: unknown) => show(failureOf(thrown)));

    return () => {
      clearTimeout(timer);
      end.abort();
      opening?.dispose();
    };
  }, [source]);

  return state;
}

function failureOf(thrown: unknown): ReportDocument {
  if (thrown instanceof OpenError && thrown.reason === 'too-large') return { kind: 'too-large' };
  const code = thrown instanceof OpenError && thrown.reason === 'damaged' ? 'report-damaged' : 'internal';
  const message = thrown instanceof Error ? thrown.message.slice(0, 500) : 'unknown';
  return { kind: 'failed', error: { code, message } };
}
