import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Exam } from '../../../src-shared/domain/exam.ts';
import { AppFailure } from '../../../src-shared/errors.ts';
import { sendExam, type SendSource } from './send-exam.ts';

const exam = { id: 'e', studyInstanceUid: '1.2' } as Exam;
const header = (sopInstanceUid: string) => ({
  sopInstanceUid,
  sopClassUid: '1.2.840.10008.5.1.4.1.1.2',
  instanceNumber: 1,
  frames: 1,
  rows: 1,
  columns: 1,
  imagePosition: null,
  imageOrientation: null,
  frameOfReferenceUid: null,
});

function source(counts: readonly number[], bytes = 4): SendSource & { read: SendSource['read'] } {
  return {
    series: () =>
      Promise.resolve(
        counts.map((instanceCount, index) => ({
          seriesInstanceUid: `1.3.${index}`,
          number: index,
          description: '',
          modality: 'CT',
          instanceCount,
        })),
      ),
    instances: ({ seriesInstanceUid }) => {
      const index = Number(seriesInstanceUid.split('.').at(-1));
      return Promise.resolve(
        Array.from({ length: counts[index] ?? 0 }, (_, n) => header(`1.4.${index}.${n}`)),
      );
    },
    read: ({ sopInstanceUid }) => {
      const instance = new Uint8Array(bytes);
      instance.set(new TextEncoder().encode(sopInstanceUid).subarray(0, bytes));
      return Promise.resolve(instance);
    },
  };
}
const quiet = {
  signal: new AbortController().signal,
  onProgress: () => undefined,
  beforeFirst: () => Promise.resolve(),
};

test('every instance is sent once, in order, whatever the series are like', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat({ max: 130 }), { maxLength: 4 }), async (counts) => {
      const sent: string[] = [];
      const progress = await sendExam(
        exam,
        source(counts, 12),
        {
          store: (batch) => {
            for (const each of batch) sent.push(new TextDecoder().decode(each).replaceAll('\0', ''));
            return Promise.resolve(0);
          },
        },
        quiet,
      );
      const all = counts.flatMap((count, s) =>
        Array.from({ length: count }, (_, n) => `1.4.${s}.${n}`.slice(0, 12)),
      );
      expect(sent).toEqual(all);
      expect(progress).toEqual({ done: all.length, total: all.length, refused: 0 });
    }),
    { numRuns: 30 },
  );
});

test('large instances go in requests of their own, and progress follows', async () => {
  const sizes: number[] = [];
  const seen: number[] = [];
  await sendExam(
    exam,
    source([5], 10 * 2 ** 20),
    { store: (batch) => Promise.resolve(sizes.push(batch.length)).then(() => 0) },
    { ...quiet, onProgress: ({ done }) => seen.push(done) },
  );
  expect(sizes).toEqual([1, 1, 1, 1, 1]);
  expect(seen).toEqual([0, 1, 2, 3, 4, 5]);
});

test('what is refused is counted and the rest goes on', async () => {
  const result = await sendExam(exam, source([150]), { store: () => Promise.resolve(1) }, quiet);
  expect(result).toEqual({ done: 150, total: 150, refused: 2 });
});

test('nothing leaves where the download may not be noted', async () => {
  let stored = 0;
  const sending = sendExam(
    exam,
    source([3]),
    { store: () => Promise.resolve((stored += 1)) },
    { ...quiet, beforeFirst: () => Promise.reject(new AppFailure('share-expired', 'over')) },
  );
  await expect(sending).rejects.toMatchObject({ error: { code: 'share-expired' } });
  expect(stored).toBe(0);
});

test('stopped, it ends at once', async () => {
  const abort = new AbortController();
  const sending = sendExam(
    exam,
    source([300]),
    {
      store: () => {
        abort.abort();
        return Promise.resolve(0);
      },
    },
    { ...quiet, signal: abort.signal },
  );
  await expect(sending).rejects.toMatchObject({ error: { code: 'cancelled' } });
});
