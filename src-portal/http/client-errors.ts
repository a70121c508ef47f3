import type { Socket } from 'node:net';
import { problemOf } from './problem.ts';

const statuses: Readonly<Record<string, readonly [status: number, phrase: string]>> = {
  HPE_HEADER_OVERFLOW: [431, 'Request Header Fields Too Large'],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'Request Timeout'],
};

/** What is no request of HTTP at all reaches no route; it is answered as everything is that fails (RFC 9457). */
export function answerClientError(error: Error & { readonly code?: string }, socket: Socket): void {
  // Nobody is there any more.
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  const [status, phrase] = statuses[error.code ?? ''] ?? [400, 'Bad Request'];
  const body = JSON.stringify({ ...problemOf('invalid-request', {}, undefined), status });
  const head = [
    `HTTP/1.1 ${status} ${phrase}`,
    'Content-Type: application/problem+json; charset=utf-8',
    'Cache-Control: no-store',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ];
  if (socket.writable) socket.write(`${head.join('\r\n')}\r\n\r\n${body}`);
  socket.destroySoon();
}
