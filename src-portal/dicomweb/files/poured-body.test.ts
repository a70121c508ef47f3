import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { finished } from 'node:stream/promises';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PouredBody } from './poured-body.ts';
import type { Segment } from './segments.ts';

let folder = '';
const content = randomBytes(2_500_000);
let path = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'emage-poured-'));
  path = join(folder, 'file');
  await writeFile(path, content);
});
afterAll(() => rm(folder, { recursive: true }));

/** Looks at what it was given only when it says that it is done with it: memory that was used again too early would show. */
class LateReader extends Writable {
  readonly #pieces: Buffer[] = [];

  override _write(piece: Buffer, _encoding: string, done: () => void): void {
    setImmediate(() => {
      this.#pieces.push(Buffer.from(piece));
      done();
    });
  }

  get bytes(): Buffer {
    return Buffer.concat(this.#pieces);
  }
}

const segments = fc.array(
  fc.oneof(
    fc.uint8Array({ maxLength: 300 }).map((bytes): Segment => Buffer.from(bytes)),
    fc
      .tuple(fc.nat(content.length - 1), fc.integer({ min: 1, max: 1_500_000 }))
      .map(([start, length]): Segment => ({
        path,
        start,
        length: Math.min(length, content.length - start),
      })),
  ),
  { maxLength: 8 },
);
const whole = (list: readonly Segment[]): Buffer =>
  Buffer.concat(
    list.map((each) =>
      Buffer.isBuffer(each) ? each : content.subarray(each.start, each.start + each.length),
    ),
  );

describe('a body that is poured out of memory used again', () => {
  it('is its segments, whoever reads it, and however many do at once', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(segments, { minLength: 1, maxLength: 3 }), async (lists) => {
        await Promise.all(
          lists.map(async (list) => {
            const reader = new LateReader();
            const body = new PouredBody(list);
            body.pipe(reader);
            await Promise.all([finished(reader), finished(body)]);
            expect(reader.bytes.equals(whole(list))).toBe(true);
            expect((await buffer(new PouredBody(list))).equals(whole(list))).toBe(true);
          }),
        );
      }),
      { numRuns: 40 },
    );
  });

  it('says before it begins that its first file is missing', async () => {
    const body = new PouredBody([{ path: join(folder, 'none'), start: 0, length: 10 }]);
    await expect(body.ready()).rejects.toMatchObject({ code: 'internal' });
  });

  it('breaks off where a file is shorter than the index says', async () => {
    const short = join(folder, 'short');
    await writeFile(short, content);
    await truncate(short, 2_000_000);
    const body = new PouredBody([{ path: short, start: 0, length: content.length }]);
    await body.ready();
    const reader = new LateReader();
    body.pipe(reader);
    await expect(finished(body)).rejects.toMatchObject({ code: 'internal' });
    expect(reader.writableEnded).toBe(false);
  });

  it('stops where it is cut, and ends nothing by that', async () => {
    const body = new PouredBody(Array.from({ length: 40 }, () => ({ path, start: 0, length: 1_000_000 })));
    const reader = new LateReader();
    body.pipe(reader);
    reader.once('drain', () => body.destroy(new Error('the right has ended')));
    await expect(finished(body)).rejects.toThrow('the right has ended');
    expect(reader.writableEnded).toBe(false);
    expect(reader.bytes.length).toBeLessThan(5_000_000);
  });
});
