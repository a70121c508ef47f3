import type { ClientRequestConstructorOptions, ClientRequest, IncomingMessage } from 'electron';
import type { OpenBytes } from '../sources/portal/byte-stream.ts';

/**
 * Bytes by Electron's own network, with the system's proxy and certificates. Not by its `fetch`, which wraps this very
 * request in two more streams and takes nearly twice as long (docs/benchmarks.md).
 */
export const bytesByNet =
  (request: (options: ClientRequestConstructorOptions) => ClientRequest): OpenBytes =>
  ({ url, headers, signal }) =>
    new Promise((resolve, reject) => {
      const asked = request({ url, cache: 'no-store', credentials: 'omit', redirect: 'error' });
      for (const [name, value] of Object.entries(headers)) asked.setHeader(name, value);
      const giveUp = (): void => asked.abort();
      signal.addEventListener('abort', giveUp, { once: true });
      const forget = (): void => signal.removeEventListener('abort', giveUp);
      asked.on('response', (response) =>
        resolve({
          status: response.statusCode,
          header: (name) => {
            const value = response.headers[name];
            return (Array.isArray(value) ? value[0] : value) ?? null;
          },
          body: piecesOf(asked, response, forget),
        }),
      );
      asked.on('error', (error) => {
        forget();
        reject(error);
      });
      asked.on('abort', () => reject(new Error('ERR_ABORTED')));
      if (signal.aborted) giveUp();
      else asked.end();
    });

async function* piecesOf(
  asked: ClientRequest,
  response: IncomingMessage,
  forget: () => void,
): AsyncGenerator<Uint8Array> {
  let ended = false;
  // It is a Readable; its types only say so much of it as browsers had once.
  const stream = response as unknown as AsyncIterable<Buffer>;
  try {
    for await (const piece of stream) yield piece;
    ended = true;
  } finally {
    forget();
    if (!ended) asked.abort();
  }
}
