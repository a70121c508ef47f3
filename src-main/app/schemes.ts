import { readFile } from 'node:fs/promises';
import { protocol, type Session } from 'electron';
import type { Log } from './log.ts';
import { contentSecurityPolicy, contentTypeOf, fileFor } from './page-files.ts';
import { dataScheme, isOurPage, pageScheme } from './pages.ts';

/** Before the application is ready: what our schemes may do. */
export function registerSchemes(): void {
  const usual = { standard: true, secure: true, supportFetchAPI: true } as const;
  protocol.registerSchemesAsPrivileged([
    { scheme: pageScheme, privileges: { ...usual, codeCache: true } },
    { scheme: dataScheme, privileges: { ...usual, corsEnabled: true, stream: true } },
  ]);
}

export const everyAnswer = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  // With the line above: pages are isolated, and may share a volume's memory with their workers.
  'Cross-Origin-Embedder-Policy': 'require-corp',
  // For our own pages alone, which no other can load from anyway.
  'Cross-Origin-Resource-Policy': 'cross-origin',
};

export interface PagesOptions {
  readonly folder: string;
  readonly devServer: string | null;
  readonly log: Log;
}

/** `app://main/…`: what we ship in `folder`, or in development what the development server makes of it. */
export function servePages(session: Session, { folder, devServer, log }: PagesOptions): void {
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
