import { AppFailure } from '../../src-shared/errors.ts';
import { idSchema } from '../../src-shared/ipc/schemas/exams.ts';
import type { Log } from './log.ts';
import { pageOrigin } from './pages.ts';
import { everyAnswer } from './schemes.ts';

/** Answers the bytes of a report, or fails with an `AppFailure`. */
export type ReportReader = (reportId: string) => Promise<Uint8Array>;

/** `emage-data://report/{reportId}`: a PDF for the page that asked, and for no cache. A failure says its code. */
export function answerData(options: {
  report: ReportReader;
  log: Log;
}): (request: Request) => Promise<Response> {
  const { report, log } = options;
  return async (request) => {
    const headers = {
      ...everyAnswer,
      'Access-Control-Allow-Origin': pageOrigin,
      'Cache-Control': 'no-store',
    };
    const reportId = reportIdOf(request);
    if (reportId === undefined) return new Response(null, { status: 404, headers });
    try {
      const bytes = await report(reportId);
      return new Response(new Blob([new Uint8Array(bytes)]), {
        headers: {
          ...headers,
          'Content-Type': 'application/pdf',
          'Content-Length': String(bytes.byteLength),
        },
      });
    } catch (error) {
      const failure =
        error instanceof AppFailure ? error.error : { code: 'internal', message: 'unexpected failure' };
      if (!(error instanceof AppFailure)) log.error('report not served', { error });
      return Response.json(failure, { status: failure.code === 'not-found' ? 404 : 502, headers });
    }
  };
}

function reportIdOf(request: Request): string | undefined {
  if (request.method !== 'GET') return undefined;
  const { host, pathname } = new URL(request.url);
  const [, id, ...rest] = pathname.split('/');
  if (host !== 'report' || id === undefined || rest.length > 0) return undefined;
  const parsed = idSchema.regex(/^[A-Za-z0-9._-]+$/).safeParse(id);
  return parsed.success ? parsed.data : undefined;
}
