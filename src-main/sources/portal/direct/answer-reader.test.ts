import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AnswerReader, NotHttp } from './answer-reader.ts';

const answer = (lines: readonly string[], body: Buffer | string = ''): Buffer =>
  Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'), Buffer.from(body)]);

/** Gives the bytes cut where it is told, in one buffer that is written to again each time. */
function read(bytes: Buffer, cuts: readonly number[] = []): { reader: AnswerReader; body: Buffer } {
  const reader = new AnswerReader();
  const place = Buffer.alloc(bytes.byteLength);
  const body: Buffer[] = [];
  const ends = [...new Set(cuts.map((cut) => cut % (bytes.byteLength + 1))), bytes.byteLength];
  let at = 0;
  for (const end of ends.sort((a, b) => a - b)) {
    place.fill(0x55);
    const length = bytes.copy(place, 0, at, end);
    for (const piece of reader.feed(place.subarray(0, length))) body.push(Buffer.from(piece));
    at = end;
  }
  return { reader, body: Buffer.concat(body) };
}

const chunked = (chunks: readonly Uint8Array[]): Buffer =>
  Buffer.concat([
    ...chunks
      .filter((chunk) => chunk.byteLength > 0)
      .flatMap((chunk) => [
        Buffer.from(`${chunk.byteLength.toString(16)};x=y\r\n`),
        chunk,
        Buffer.from('\r\n'),
      ]),
    Buffer.from('0\r\nX-Trailer: yes\r\n\r\n'),
  ]);

describe('an answer', () => {
  const bodies = fc.uint8Array({ maxLength: 500 });
  const cuts = fc.array(fc.nat(2000), { maxLength: 20 });

  test('with a length is read wherever it is cut', () => {
    fc.assert(
      fc.property(bodies, cuts, (sent, places) => {
        const head = ['HTTP/1.1 200 OK', `Content-Length: ${sent.byteLength}`, 'ETag: "a"'];
        const { reader, body } = read(answer(head, Buffer.from(sent)), places);
        expect(body.equals(sent)).toBe(true);
        expect(reader.head?.status).toBe(200);
        expect(reader.head?.fields.get('etag')).toBe('"a"');
        expect([reader.isDone, reader.leavesOpen]).toEqual([true, true]);
      }),
    );
  });

  test('in chunks is read wherever it is cut', () => {
    fc.assert(
      fc.property(fc.array(bodies, { maxLength: 4 }), cuts, (sent, places) => {
        const head = ['HTTP/1.1 206 Partial', 'Transfer-Encoding: chunked', 'Connection: close'];
        const { reader, body } = read(answer(head, chunked(sent)), places);
        expect(body.equals(Buffer.concat(sent))).toBe(true);
        expect([reader.isDone, reader.leavesOpen]).toEqual([true, false]);
      }),
    );
  });

  test('without a length ends with its connection, and one with a length does not', () => {
    const open = read(answer(['HTTP/1.1 200 OK'], 'all of it'));
    expect([open.body.toString(), open.reader.isDone]).toEqual(['all of it', false]);
    open.reader.end();
    expect([open.reader.isDone, open.reader.leavesOpen]).toEqual([true, true]);
    const cut = read(answer(['HTTP/1.1 200 OK', 'Content-Length: 10'], 'half'));
    expect(() => cut.reader.end()).toThrow(NotHttp);
  });

  test('comes after those that only say to wait', () => {
    const { reader, body } = read(
      Buffer.concat([
        answer(['HTTP/1.1 103 Early Hints', 'Link: x']),
        answer(['HTTP/1.1 200 OK', 'Content-Length: 2'], 'ok'),
      ]),
    );
    expect([reader.head?.status, body.toString()]).toEqual([200, 'ok']);
  });

  test('that is none, or that could be two, is refused', () => {
    for (const bytes of [
      answer(['SSH-2.0-OpenSSH']),
      answer(['HTTP/1.0 200 OK', 'Content-Length: 0']),
      answer(['HTTP/1.1 200 OK', 'Content-Length: 1', 'Content-Length: 2'], 'ab'),
      answer(['HTTP/1.1 200 OK', 'Content-Length: 1', 'Transfer-Encoding: chunked'], 'a'),
      answer(['HTTP/1.1 200 OK', 'Content-Length: -1']),
      answer(['HTTP/1.1 200 OK', 'Content-Length: 1e3']),
      answer(['HTTP/1.1 200 OK', 'Transfer-Encoding: gzip, chunked']),
      answer(['HTTP/1.1 200 OK', 'Transfer-Encoding: chunked'], 'xyz\r\n'),
      answer(['HTTP/1.1 200 OK', 'Transfer-Encoding: chunked'], '1\r\nab\r\n'),
      answer(['HTTP/1.1 200 OK', ' folded: x', 'Content-Length: 0']),
      answer(['HTTP/1.1 200 OK', 'Content-Length: 1'], 'ab'),
      Buffer.alloc(70_000, 'x'),
    ])
      expect(() => read(bytes), bytes.toString('latin1', 0, 60)).toThrow(NotHttp);
  });

  test('of any bytes whatever never does more than be refused', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), cuts, (bytes, places) => {
        try {
          read(Buffer.concat([Buffer.from('HTTP/1.1 200 '), bytes]), places);
        } catch (error) {
          expect(error).toBeInstanceOf(NotHttp);
        }
      }),
    );
  });
});
