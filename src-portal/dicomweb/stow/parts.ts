import { PassThrough, Readable } from 'node:stream';
import { Dicer } from '@fastify/busboy';
import { parseContentType, type MediaType } from '../http/media-types.ts';
import { DicomWebProblem } from '../http/problem.ts';
import type { StoreLimits } from './limits.ts';

/** One body part; it must be read to its end, or destroyed, before the next one comes. */
export interface IncomingPart {
  /** As the part's header says; undefined where it says nothing. */
  readonly type: string | undefined;
  readonly bytes: Readable;
}

/**
 * The parts of multipart/related, or the body itself where it is one application/dicom. Throws DicomWebProblem for
 * another type, a missing boundary, a body that ends within a part, and for more than the limits allow. An archive's
 * answers come as parts of other types, too.
 */
export async function* incomingParts(
  body: Readable,
  contentType: string | undefined,
  limits: StoreLimits,
  partType = 'application/dicom',
): AsyncGenerator<IncomingPart> {
  const { type, parameters } = parseContentType(contentType ?? '') ?? nothing;
  const limited = limitBytes(body, limits.totalBytes, 'The request is too large.');
  if (type === partType) {
    yield { type, bytes: limited };
    return;
  }
  const root = parameters['type']?.toLowerCase() ?? partType;
  if (type !== 'multipart/related' || root !== partType) {
    throw new DicomWebProblem(
      'unsupported-media-type',
      'Instances come as multipart/related of application/dicom.',
    );
  }
  const boundary = parameters['boundary'] ?? '';
  if (!/^[\x20-\x7e]{1,200}$/.test(boundary)) {
    throw new DicomWebProblem('invalid-request', 'The Content-Type has no boundary that could be one.');
  }
  yield* multipart(limited, boundary, limits);
}

const nothing: MediaType = { type: '', parameters: {}, q: 1 };

interface Arrived {
  readonly part: Readable;
  readonly type: string | undefined;
}

async function* multipart(
  body: Readable,
  boundary: string,
  limits: StoreLimits,
): AsyncGenerator<IncomingPart> {
  const dicer = new Dicer({ boundary, maxHeaderPairs: 20 });
  const arrived: Arrived[] = [];
  // An object: what the listeners below write is not what the compiler sees flow.
  const state: { ended: boolean; failure?: Error } = { ended: false };
  let wake: () => void = () => undefined;
  let current: Readable | undefined;
  const fail = (error: Error) => {
    state.failure ??= error;
    current?.destroy(state.failure);
    wake();
  };
  const broken = () =>
    new DicomWebProblem('invalid-request', 'The body is not the multipart that its header announces.');

  dicer.on('part', (part) => {
    part.on('error', () => fail(broken()));
    part.on('header', (header) => {
      arrived.push({ part, type: typeOf(header) });
      wake();
    });
  });
  dicer.on('finish', () => {
    state.ended = true;
    wake();
  });
  dicer.on('error', () => fail(broken()));
  body.on('error', fail);
  body.on('close', () => {
    if (!body.readableEnded) fail(broken());
  });
  body.pipe(dicer);

  let count = 0;
  try {
    for (;;) {
      const next = arrived.shift();
      if (next) {
        count += 1;
        if (count > limits.parts) throw new DicomWebProblem('payload-too-large', 'There are too many parts.');
        const bytes = limitBytes(next.part, limits.partBytes, 'An instance is too large.');
        current = bytes;
        if (state.failure) bytes.destroy(state.failure);
        yield { type: next.type, bytes };
        if (!bytes.readableEnded) next.part.resume();
      } else if (state.failure) {
        throw state.failure;
      } else if (state.ended) {
        if (count === 0) throw broken();
        return;
      } else {
        await new Promise<void>((resolve) => (wake = resolve));
      }
    }
  } finally {
    body.unpipe(dicer);
  }
}

function typeOf(header: object): string | undefined {
  const value: unknown = 'content-type' in header ? header['content-type'] : undefined;
  const first: unknown = Array.isArray(value) ? value[0] : value;
  return typeof first === 'string' ? parseContentType(first)?.type : undefined;
}

/** The same bytes, and an error after so many of them. */
export function limitBytes(source: Readable, bytes: number, message: string): Readable {
  let seen = 0;
  const limited = new PassThrough({
    transform(chunk: Buffer, _encoding, callback) {
      seen += chunk.length;
      if (seen > bytes) callback(new DicomWebProblem('payload-too-large', message));
      else callback(null, chunk);
    },
  });
  // The reader may come later than the error; it finds it on the stream.
  limited.on('error', () => undefined);
  source.on('error', (error) => limited.destroy(error));
  source.on('close', () => {
    if (!source.readableEnded)
      limited.destroy(new DicomWebProblem('invalid-request', 'The body ended early.'));
  });
  source.pipe(limited);
  return limited;
}
