import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import type { Answer } from '../image-store.ts';

/** Writes multipart/related (RFC 2387, PS3.18 §8.6.1.2.1): the delimiters and the parts' headers. */
export class MultipartWriter {
  readonly #boundary = `emage-${randomBytes(24).toString('hex')}`;

  /** The Content-Type of the whole; `type` is that of the root part. */
  contentType(type: string): string {
    return `multipart/related; type="${type}"; boundary=${this.#boundary}`;
  }

  /** What stands before a part's bytes. Header values must hold no line breaks. */
  partHead(headers: Readonly<Record<string, string>>): Buffer {
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
    return Buffer.from(`--${this.#boundary}\r\n${lines.join('')}\r\n`, 'latin1');
  }

  /** What stands behind a part's bytes. */
  readonly partEnd = Buffer.from('\r\n', 'latin1');

  get end(): Buffer {
    return Buffer.from(`--${this.#boundary}--\r\n`, 'latin1');
  }
}

export interface Part {
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: Uint8Array;
}

/** A multipart answer whose parts are made as they are sent. */
export function multipartStream(type: string, parts: AsyncIterable<Part>): Answer {
  const writer = new MultipartWriter();
  async function* body(): AsyncGenerator<Uint8Array> {
    for await (const { headers, bytes } of parts) {
      yield writer.partHead(headers);
      yield bytes;
      yield writer.partEnd;
    }
    yield writer.end;
  }
  return {
    status: 200,
    headers: headersOf(writer, type),
    body: Readable.from(body(), { objectMode: false }),
  };
}

const headersOf = (writer: MultipartWriter, type: string): Readonly<Record<string, string>> => ({
  'content-type': writer.contentType(type),
  'cache-control': 'private, no-cache',
  vary: 'accept',
});

/** A whole multipart answer of parts that are in memory. */
export function multipartOf(type: string, parts: readonly Part[]): Answer {
  const writer = new MultipartWriter();
  const body = Buffer.concat([
    ...parts.flatMap(({ headers, bytes }) => [writer.partHead(headers), bytes, writer.partEnd]),
    writer.end,
  ]);
  return {
    status: 200,
    headers: headersOf(writer, type),
    body,
  };
}
