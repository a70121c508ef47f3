import { AppFailure } from '../../../src-shared/errors.ts';
import type { ByteStream } from '../image-source.ts';
import { failureOfAnswer, failureOfTransport } from './failure.ts';

export interface ByteRequest {
  readonly url: string;
  readonly accept: string;
  readonly token: string;
  readonly signal: AbortSignal;
}

export interface ByteAnswer {
  readonly contentType: string;
  readonly bytes: ByteStream;
}

/** Without a byte for so long, a connection counts as dead. */
const STALLED_AFTER_MS = 30_000;
const LARGEST_PROBLEM = 64 * 1024;

/**
 * Asks for bytes and hands them over as they arrive. Straight from `fetch`: axios would wrap every piece in two more
 * streams. Null where the portal has nothing of the media type asked for (406). Rejects with `AppFailure`.
 */
export async function requestBytes(
  fetch: typeof globalThis.fetch,
  request: ByteRequest,
): Promise<ByteAnswer | null> {
  const watch = new StallWatch(request.signal);
  try {
    const response = await fetch(request.url, {
      headers: { Accept: request.accept, Authorization: `Bearer ${request.token}` },
      signal: watch.signal,
      cache: 'no-store',
      credentials: 'omit',
      redirect: 'error',
    });
    if (response.status === 406) {
      watch.end();
      await response.body?.cancel();
      return null;
    }
    if (response.status !== 200 || !response.body) {
      const body = await problemOf(response.body);
      throw failureOfAnswer({
        status: response.status,
        body,
        retryAfter: response.headers.get('retry-after'),
      });
    }
    return {
      contentType: response.headers.get('content-type') ?? '',
      bytes: piecesOf(response.body, watch),
    };
  } catch (error) {
    watch.end();
    throw watch.failureOf(error);
  }
}

async function* piecesOf(body: ReadableStream<Uint8Array>, watch: StallWatch): ByteStream {
  const reader = body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      watch.heard();
      yield value;
    }
  } catch (error) {
    throw watch.failureOf(error);
  } finally {
    watch.end();
    // Whoever stops early lets go of the connection too.
    await reader.cancel().catch(() => undefined);
  }
}

async function problemOf(body: ReadableStream<Uint8Array> | null): Promise<unknown> {
  if (!body) return undefined;
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  const reader = body.getReader();
  try {
    while (bytes < LARGEST_PROBLEM) {
      const { done, value } = await reader.read();
      if (done) break;
      pieces.push(value);
      bytes += value.byteLength;
    }
    return JSON.parse(Buffer.concat(pieces).toString('utf8')) as unknown;
  } catch {
    // The status alone tells enough.
    return undefined;
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

/** Gives a request up that nothing is heard of any more. */
class StallWatch {
  readonly #controller = new AbortController();
  readonly #outer: AbortSignal;
  #timer: NodeJS.Timeout;
  #stalled = false;

  constructor(outer: AbortSignal) {
    this.#outer = outer;
    this.#timer = this.#arm();
    if (outer.aborted) this.#controller.abort();
    outer.addEventListener('abort', this.#onAbort, { once: true });
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  heard(): void {
    this.#timer.refresh();
  }

  end(): void {
    clearTimeout(this.#timer);
    this.#outer.removeEventListener('abort', this.#onAbort);
  }

  failureOf(error: unknown): AppFailure {
    if (this.#outer.aborted) return new AppFailure('cancelled', 'given up');
    if (this.#stalled) return new AppFailure('timed-out', 'nothing came for too long');
    return failureOfTransport(error);
  }

  readonly #onAbort = (): void => this.#controller.abort();

  #arm(): NodeJS.Timeout {
    return setTimeout(() => {
      this.#stalled = true;
      this.#controller.abort();
    }, STALLED_AFTER_MS);
  }
}
