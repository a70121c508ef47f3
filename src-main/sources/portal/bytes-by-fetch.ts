import type { OpenBytes } from './byte-stream.ts';

/** Bytes by `fetch`: Node's in tests; what Electron's own costs is why the application has another way (bytes-by-net.ts). */
export const bytesByFetch =
  (fetch: typeof globalThis.fetch): OpenBytes =>
  async ({ url, headers, signal }) => {
    const response = await fetch(url, {
      headers,
      signal,
      cache: 'no-store',
      credentials: 'omit',
      redirect: 'error',
    });
    return {
      status: response.status,
      header: (name) => response.headers.get(name),
      body: piecesOf(response.body),
    };
  };

async function* piecesOf(body: ReadableStream<Uint8Array> | null): AsyncGenerator<Uint8Array> {
  if (!body) return;
  const reader = body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    // Whoever stops early lets go of the connection too.
    await reader.cancel().catch(() => undefined);
  }
}
