import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { boundaryOf, firstPart } from './multipart.ts';

async function* cut(bytes: Buffer, lengths: readonly number[]): AsyncIterable<Uint8Array> {
  let at = 0;
  for (const length of lengths) {
    if (at < bytes.byteLength) yield bytes.subarray(at, at + length);
    at += length;
  }
  if (at < bytes.byteLength) yield bytes.subarray(at);
}
async function all(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const chunk of chunks) pieces.push(chunk);
  return Buffer.concat(pieces);
}
const message = (body: Uint8Array, preamble = ''): Buffer =>
  Buffer.concat([
    Buffer.from(`${preamble}--b-1\r\nContent-Type: application/dicom\r\n\r\n`),
    body,
    Buffer.from('\r\n--b-1--\r\n'),
  ]);

describe('a multipart answer', () => {
  test('gives its first part, wherever it was cut on the way', async () => {
    const body = fc.oneof(
      fc.uint8Array({ maxLength: 400 }),
      // What looks like the beginning of a boundary, and is none.
      fc
        .constantFrom('\r\n--b-', '\r\n-', '\r', '--b-1', '\r\n\r\n--b')
        .map((text) => Uint8Array.from(Buffer.from(text))),
    );
    await fc.assert(
      fc.asyncProperty(body, fc.array(fc.integer({ min: 1, max: 60 })), async (bytes, lengths) => {
        const found = await all(firstPart(cut(message(bytes), lengths), 'b-1'));
        expect(found.equals(Buffer.from(bytes))).toBe(true);
      }),
    );
    expect((await all(firstPart(cut(message(Buffer.from('x'), 'preamble\r\n'), []), 'b-1'))).toString()).toBe(
      'x',
    );
  });

  test('that breaks off, at any place, is refused', async () => {
    const whole = message(Buffer.alloc(100, 1));
    const end = whole.lastIndexOf('\r\n--b-1');
    for (let length = 0; length < end + 5; length += 3) {
      await expect(all(firstPart(cut(whole.subarray(0, length), [7]), 'b-1'))).rejects.toThrow(/broke off/);
    }
  });

  test('without any part is refused before it fills the memory', async () => {
    const endless = (async function* () {
      for (let n = 0; n < 1000; n += 1) yield Buffer.alloc(10_000, 32);
      throw new Error('read to its end');
    })();
    await expect(all(firstPart(endless, 'b-1'))).rejects.toThrow(/without a part/);
  });
});

test('the boundary is read from the content type', () => {
  expect(boundaryOf('multipart/related; type="application/dicom"; boundary=b-1')).toBe('b-1');
  expect(boundaryOf('Multipart/Related; boundary="b 1"; type="application/dicom"')).toBe('b 1');
  expect(boundaryOf('application/dicom')).toBeNull();
  expect(boundaryOf('multipart/related')).toBeNull();
});
