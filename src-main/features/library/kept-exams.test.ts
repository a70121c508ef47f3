import { expect, test } from 'vitest';
import type { Exam } from '../../../src-shared/domain/exam.ts';
import { anExam } from '../../../src-shared/domain/testing.ts';
import type { LibraryEntry } from '../../../src-shared/domain/library.ts';
import { KeptExams } from './kept-exams.ts';

const exam = (id: string): Exam => anExam(id, { label: `Scanner ${id}` });

function computer() {
  let document: { value: unknown; storedAt: string } | null = null;
  const kept = new Set<string>();
  const library = {
    list: () => Promise.resolve([...kept].map((examId) => ({ examId }) as LibraryEntry)),
    putDocument: (_key: string, value: unknown) => {
      document = { value, storedAt: '' };
      return Promise.resolve();
    },
    getDocument: () => Promise.resolve(document),
  };
  return {
    kept,
    exams: new KeptExams({ library: { opened: () => Promise.resolve(library) } }),
    damage: () => (document = { value: { of: 'another time' }, storedAt: '' }),
  };
}

test('what is kept is known without a list, several at once too', async () => {
  const { exams, kept } = computer();
  kept.add('a').add('b');
  await Promise.all([exams.add(exam('a')), exams.add(exam('b'))]);
  expect((await exams.all()).map(({ label }) => label)).toEqual(['Scanner a', 'Scanner b']);
});

test('what is kept no longer is known no longer', async () => {
  const { exams, kept } = computer();
  kept.add('a').add('b');
  await exams.add(exam('a'));
  await exams.add(exam('b'));
  kept.delete('a');
  expect((await exams.all()).map(({ id }) => id)).toEqual(['b']);
});

test('what the portal says of a kept exam takes the place of what was known', async () => {
  const { exams, kept } = computer();
  kept.add('a');
  await exams.add(exam('a'));
  await exams.refresh([{ ...exam('a'), label: 'Scanner du thorax' }, exam('b')]);
  expect((await exams.all()).map(({ label }) => label)).toEqual(['Scanner du thorax']);
});

test('a document of another time is as none', async () => {
  const { exams, kept, damage } = computer();
  kept.add('a');
  damage();
  expect(await exams.all()).toEqual([]);
  await exams.add(exam('a'));
  expect(await exams.all()).toHaveLength(1);
});
