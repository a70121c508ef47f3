import { readFileSync } from 'node:fs';
import { protocol, type ProtocolRequest, type Session } from 'electron';
import type { Log } from './log.ts';
import { contentSecurityPolicy, contentTypeOf, fileFor } from './page-files.ts';
import { dataScheme, isOurPage, isViewer, pageScheme } from './pages.ts';

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
  'Cross-Origin-Embedder-Policy': 'require-corp',
  // For our own pages alone, which no other can load from anyway.
  'Cross-Origin-Resource-Policy': 'cross-origin',
};

/**
 * With the policy on what may be embedded: a viewer's page is isolated, and may share a volume's memory with its workers. For that
 * Chromium leaves the process that it began with and starts another, which the first page would wait for.
 */
const viewersAlone = { 'Cross-Origin-Opener-Policy': 'same-origin' };

export interface PagesOptions {
  readonly folder: string;
  readonly devServer: string | null;
  readonly log: Log;
  /** Just before an answer leaves. */
  readonly onServed?: (address: string, content: Buffer) => void;
}

/** `app://main/…`: what we ship in `folder`, or in development what the development server makes of it. */
export function servePages(session: Session, options: PagesOptions): void {
  const policy = contentSecurityPolicy({ dataScheme, devServer: options.devServer });
  const headers = { ...everyAnswer, 'Content-Security-Policy': policy };
  // Not by `handle`: before its first answer Node reads its web `Request` and `Response`, 45 ms in which nobody else gets anything
  // from main. What is answered so may be read by pages of any origin; none is ever loaded, and it is what everybody has.
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  session.protocol.registerBufferProtocol(pageScheme, (request, answer) => {
    void contentAt(request, options).then((content) => {
      if (!content) {
        answer({ statusCode: 404, headers, data: Buffer.alloc(0) });
        return;
      }
      options.onServed?.(request.url, content.data);
      const own = { 'Content-Type': content.type, ...(isViewer(request.url) && viewersAlone) };
      answer({ headers: { ...headers, ...own }, data: content.data });
    });
  });
}

interface Content {
  readonly type: string;
  readonly data: Buffer<ArrayBuffer>;
}

/** Undefined for what there is not, or what no page of ours asks for. Never fails. */
async function contentAt(
  { method, url }: ProtocolRequest,
  { folder, devServer, log }: PagesOptions,
): Promise<Content | undefined> {
  if (method !== 'GET' || !isOurPage(url)) return undefined;
  try {
    if (devServer !== null) return await fromDevServer(devServer, url);
    const file = fileFor(folder, url);
    const type = file && contentTypeOf(file);
    // At once: to read it aside takes five turns of a loop that is busy while a start runs, and a part of a millisecond by itself.
    return file && type ? { type, data: readFileSync(file) } : undefined;
  } catch {
    log.warn('page file missing', { file: new URL(url).pathname });
    return undefined;
  }
}

async function fromDevServer(devServer: string, address: string): Promise<Content | undefined> {
  const { pathname, search } = new URL(address);
  const answer = await fetch(new URL(pathname + search, devServer));
  if (!answer.ok) return undefined;
  return {
    type: answer.headers.get('content-type') ?? 'application/octet-stream',
    data: Buffer.from(await answer.arrayBuffer()),
  };
}
