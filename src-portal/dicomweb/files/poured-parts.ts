import { MultipartWriter } from '../http/multipart-writer.ts';
import type { Answer } from '../image-store.ts';
import { PouredBody } from './poured-body.ts';
import type { Segment } from './segments.ts';

export interface PouredPart {
  readonly headers: Readonly<Record<string, string>>;
  readonly segments: readonly Segment[];
}

/** A multipart answer that is read as it is sent; its length is known before. */
export async function pouredParts(type: string, parts: readonly PouredPart[]): Promise<Answer> {
  const writer = new MultipartWriter();
  const described = parts.map(({ headers, segments }) => {
    const length = lengthOf(segments);
    return { head: writer.partHead({ ...headers, 'Content-Length': String(length) }), segments, length };
  });
  const length = described.reduce(
    (sum, part) => sum + part.head.length + part.length + writer.partEnd.length,
    writer.end.length,
  );
  function* segments(): Generator<Segment> {
    for (const part of described) {
      yield part.head;
      yield* part.segments;
      yield writer.partEnd;
    }
    yield writer.end;
  }
  return {
    status: 200,
    headers: {
      'content-type': writer.contentType(type),
      'content-length': String(length),
      'cache-control': 'private, no-cache',
      vary: 'accept',
    },
    body: await poured(segments()),
  };
}

/** A body whose first bytes are there: a file that is missing is told before the answer has begun. */
export async function poured(segments: Iterable<Segment>): Promise<PouredBody> {
  const body = new PouredBody(segments);
  await body.ready();
  return body;
}

export const lengthOf = (segments: readonly Segment[]): number =>
  segments.reduce((sum, { length }) => sum + length, 0);
