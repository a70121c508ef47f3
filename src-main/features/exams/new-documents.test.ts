import { expect, test } from 'vitest';
import type { NewDocument } from '../../../src-shared/domain/exam.ts';
import { FakeClock, settle } from '../../session/testing.ts';
import { NewDocuments } from './new-documents.ts';

const document = (id: string): NewDocument => ({
  id,
  kind: 'images',
  examId: 'exam',
  reportId: null,
  title: 'Images',
  examLabel: 'IRM du genou',
  date: '2026-03-03T10:00:00+01:00',
  availableSince: '2026-03-03T10:00:00+01:00',
  modalities: ['MR'],
  establishment: { id: 'e', name: 'CHU', town: 'Nancy' },
});
const everyMs = 10 * 60_000;

test('only what arrives after the first look is news, and it is news once', async () => {
  const clock = new FakeClock();
  const arrivals: number[] = [];
  let there: NewDocument[] | null = [document('a')];
  const watch = new NewDocuments({
    clock,
    list: async () => there,
    onArrival: (count) => arrivals.push(count),
  });
  watch.start();
  await settle();
  await clock.advance(everyMs);
  expect(arrivals).toEqual([]);
  there = [document('a'), document('b'), document('c')];
  await clock.advance(2 * everyMs);
  expect(arrivals).toEqual([2]);
  there = [document('c')];
  await clock.advance(everyMs);
  // Offline for a while: nothing is forgotten, and nothing is taken for news.
  there = null;
  await clock.advance(everyMs);
  there = [document('c')];
  await clock.advance(everyMs);
  expect(arrivals).toEqual([2]);
});

test('a failure is no news, and after stopping nothing is asked', async () => {
  const clock = new FakeClock();
  let asked = 0;
  const watch = new NewDocuments({
    clock,
    list: () => {
      asked += 1;
      return Promise.reject(new Error('down'));
    },
    onArrival: () => expect.unreachable(),
  });
  watch.start();
  await clock.advance(everyMs);
  watch.stop();
  await clock.advance(10 * everyMs);
  expect(asked).toBe(2);
});
