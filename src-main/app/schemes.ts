import { readFile } from 'node:fs/promises';
import { protocol, type Session } from 'electron';
import { AppFailure } from '../../src-shared/errors.ts';
import { idSchema } from '../../src-shared/ipc/schemas/exams.ts';
import type { Log } from './log.ts';
import { contentSecurityPolicy, contentTypeOf, fileFor } from './page-files.ts';
import { dataScheme, isOurPage, pageOrigin, pageScheme } from './pages.ts';

/** Before the application is ready: what our schemes may do. */
export function registerSchemes(): void {
  const usual = { standard: true, secure: true, supportFetchAPI: true } as const;
  protocol.registerSchemesAsPrivileged([
    { scheme: pageScheme, privileges: { ...usual, codeCache: true } },
    { scheme: dataScheme, privileges: { ...usual, corsEnabled: true, stream: true } },
  ]);
}

const everyAnswer = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  // With the line above: pages are isolated, and may share a volume's memory with their workers.
  'Cross-Origin-Embedder-Policy': 'require-corp',
  // For our own pages alone, which no other can load from anyway.
  'Cross-Origin-Resource-Policy': 'cross-origin',
};

/** `app://main/…`: what we ship in `folder`, or in development what the development server makes of it. */
export function servePages(
  session: Session,
  options: { folder: string; devServer: string | null; log: Log },
): void {
  const { folder, devServer, log } = options;
  const policy = contentSecurityPolicy({ dataScheme, devServer });
  session.protocol.handle(pageScheme, async (request) => {
    if (request.method !== 'GET' || !isOurPage(request.url)) return new Response(null, { status: 404 });
    const headers = { ...everyAnswer, 'Content-Security-Policy': policy };
    if (devServer !== null) return fromDevServer(devServer, request.url, headers);
    const file = fileFor(folder, request.url);
    const type = file && contentTypeOf(file);
    if (!file || !type) return new Response(null, { status: 404 });
    try {
      return new Response(await readFile(file), { headers: { ...headers, 'Content-Type': type } });
    } catch {
      log.warn('page file missing', { file: new URL(request.url).pathname });
      return new Response(null, { status: 404 });
    }
  });
}

async function fromDevServer(
  devServer: string,
  address: string,
  headers: Record<string, string>,
): Promise<Response> {
  const { pathname, search } = new URL(address);
  const answer = await fetch(new URL(pathname + search, devServer));
  const type = answer.headers.get('content-type') ?? 'application/octet-stream';
  return new Response(answer.body, { status: answer.status, headers: { ...headers, 'Content-Type': type } });
}

/** Answers the bytes of a report, or fails with an `AppFailure`. */
export type ReportReader = (reportId: string) => Promise<Uint8Array>;

/** `emage-data://report/{reportId}`: a PDF for the page that asked, and for no cache. A failure says its code. */
export function serveData(session: Session, options: { report: ReportReader; log: Log }): void {
  const { report, log } = options;
  session.protocol.handle(dataScheme, async (request) => {
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
  });
}

function reportIdOf(request: Request): string | undefined {
  if (request.method !== 'GET') return undefined;
  const { host, pathname } = new URL(request.url);
  const [, id, ...rest] = pathname.split('/');
  if (host !== 'report' || id === undefined || rest.length > 0) return undefined;
  const parsed = idSchema.regex(/^[A-Za-z0-9._-]+$/).safeParse(id);
  return parsed.success ? parsed.data : undefined;
}
