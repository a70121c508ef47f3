import { AppFailure } from '../../../src-shared/errors.ts';
import type { ByteStream, Incoming } from '../image-source.ts';
import { failureOfAnswer, failureOfTransport } from './failure.ts';

export interface ByteRequest {
  readonly url: string;
  readonly accept: string;
  readonly token: string;
  readonly signal: AbortSignal;
  /** So many bytes are here already. */
  readonly from: number;
}

/** One GET: no cache, no cookies, no redirect. Rejects with whatever its transport throws. */
export type OpenBytes = (request: {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
}) => Promise<{
  readonly status: number;
  /** `name` in lower case. */
  readonly header: (name: string) => string | null;
  /** To be iterated, once, or to be left by `return`. A piece is good until the next is asked for. */
  readonly body: AsyncGenerator<Uint8Array>;
}>;

export interface ByteAnswer extends Incoming {
  readonly contentType: string;
}

/** Without a byte for so long, a connection counts as dead. */
const STALLED_AFTER_MS = 30_000;
const LARGEST_PROBLEM = 64 * 1024;

/**
 * Asks for bytes and hands them over as they arrive. Null where the portal has nothing of the media type asked for (406).
 * Rejects with `AppFailure`.
 */
export async function requestBytes(open: OpenBytes, request: ByteRequest): Promise<ByteAnswer | null> {
  const { url, accept, token, from } = request;
  const watch = new StallWatch(request.signal);
  try {
    const headers = {
      Accept: accept,
      Authorization: `Bearer ${token}`,
      ...(from > 0 && { Range: `bytes=${from}-` }),
    };
    const { status, header, body } = await open({ url, headers, signal: watch.signal });
    if (status === 406) {
      watch.end();
      await body.return(undefined);
      return null;
    }
    const place = placeOf(status, header);
    if (!place) {
      const retryAfter = header('retry-after');
      throw failureOfAnswer({ status, body: await problemOf(body), retryAfter });
    }
    return {
      ...place,
      contentType: header('content-type') ?? '',
      validator: strong(header('etag')),
      sha256: sha256Of(header('repr-digest')),
      bytes: piecesOf(body, watch),
    };
  } catch (error) {
    watch.end();
    throw watch.failureOf(error);
  }
}

/** Which bytes these are, and how many there are in all; null where the answer is a refusal. */
function placeOf(
  status: number,
  header: (name: string) => string | null,
): { from: number; length: number | null } | null {
  if (status === 200) {
    // Compressed on the way, the length would be another one.
    const length =
      header('content-encoding') === null ? /^\d{1,15}$/.exec(header('content-length') ?? '') : null;
    return { from: 0, length: length && Number(length[0]) };
  }
  if (status !== 206) return null;
  const range = /^bytes (\d{1,15})-\d{1,15}\/(\d{1,15}|\*)$/.exec(header('content-range') ?? '');
  if (!range) throw new AppFailure('portal-answer-invalid', 'a part that does not say which');
  return { from: Number(range[1]), length: range[2] === '*' ? null : Number(range[2]) };
}

/** Weak ones say 'much the same', which is not enough to put two parts together (RFC 9110 §8.8.1). */
const strong = (etag: string | null): string | null => (etag?.startsWith('"') ? etag : null);

function sha256Of(header: string | null): string | null {
  const found = /(?:^|,)\s*sha-256=:([A-Za-z0-9+/]{43}=):/.exec(header ?? '');
  return found?.[1] === undefined ? null : Buffer.from(found[1], 'base64').toString('hex');
}

async function* piecesOf(body: AsyncGenerator<Uint8Array>, watch: StallWatch): ByteStream {
  try {
    for await (const piece of body) {
      watch.heard();
      yield piece;
    }
  } catch (error) {
    throw watch.failureOf(error);
  } finally {
    watch.end();
  }
}

async function problemOf(body: AsyncGenerator<Uint8Array>): Promise<unknown> {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const piece of body) {
      // A copy: its place is used again.
      pieces.push(Uint8Array.from(piece));
      bytes += piece.byteLength;
      if (bytes > LARGEST_PROBLEM) break;
    }
    return JSON.parse(Buffer.concat(pieces).toString('utf8')) as unknown;
  } catch {
    // The status alone tells enough.
    return undefined;
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
