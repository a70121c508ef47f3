import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { mergedNotes } from '../../../../src-shared/domain/merge-notes.ts';
import { type ExamNotes, noNotes } from '../../../../src-shared/domain/notes.ts';
import { History } from '../../../viewer/history.ts';
import { Notes } from '../../../viewer/notes/notes.ts';
import type { Measured } from '../../../viewer/notes/reading.ts';
import type { ExamImages } from '../store.ts';
import { KeptNotes } from './keep-notes.ts';

const image = { seriesInstanceUid: '1.2', sopInstanceUid: '1.3', sopClassUid: '1.4', frame: 0 };
const shown = { geometry: { spacing: null, aspect: 1, regions: [] } } as unknown as Measured;
const exams = [{ exam: { id: 'exam' }, series: [{ seriesInstanceUid: '1.2' }] }] as unknown as ExamImages[];

/** Main on a slow computer: each answer comes when it is let go, in whatever order. */
let kept: ExamNotes;
let answers: (() => void)[];
let changed: ((payload: { examId: string }) => void)[];

const later = (answer: () => unknown): Promise<unknown> =>
  new Promise((resolve) => answers.push(() => resolve({ ok: true, value: answer() })));

beforeEach(() => {
  [kept, answers, changed] = [noNotes, [], []];
  const emage = {
    on: (_name: string, hear: (typeof changed)[number]) => {
      changed.push(hear);
      return () => undefined;
    },
    calls: {
      'notes.get': () => {
        // Read before the answer is on its way.
        const found = kept;
        return later(() => found);
      },
      'notes.put': ({ base, notes }: { base: ExamNotes; notes: ExamNotes }) =>
        later(() => {
          kept = mergedNotes(base, notes, kept);
          for (const hear of changed) hear({ examId: 'exam' });
        }),
    },
  };
  vi.stubGlobal('window', { emage });
});
afterEach(() => vi.unstubAllGlobals());

const openWindow = () => {
  const history = new History();
  const notes = new Notes(history);
  const keeper = new KeptNotes(
    notes,
    () => exams,
    () => undefined,
  );
  const add = (): void => {
    notes.begin('text', image, [{ x: 0, y: 0 }], shown);
    notes.finishDraft();
  };
  return { history, notes, keeper, add, count: () => notes.store.getState().annotations.length };
};

/** Lets one answer go, the newest or the oldest, until all is quiet. */
const settle = async (which: 'newest' | 'oldest'): Promise<void> => {
  for (let quiet = 0; quiet < 10; quiet += 1) {
    const answer = which === 'newest' ? answers.pop() : answers.shift();
    if (answer !== undefined) quiet = 0;
    answer?.();
    await Promise.resolve();
  }
};

it.each(['newest', 'oldest'] as const)(
  'takes nothing back that was done while an answer was under way: %s first',
  async (which) => {
    const { history, keeper, add, count, notes } = openWindow();
    void keeper.read('exam');
    await settle(which);
    const seen: number[] = [];
    notes.store.subscribe(() => seen.push(count()));
    add();
    void keeper.write();
    add();
    void keeper.write();
    answers.pop()?.();
    await Promise.resolve();
    add();
    void keeper.write();
    await settle(which);
    expect(seen).toEqual([...seen].sort());
    expect(count()).toBe(3);
    expect(kept.annotations).toHaveLength(3);
    expect(history.store.getState().canUndo).toBe(true);
  },
);

it('writes what one window did beside what another did at the same moment', async () => {
  const [one, other] = [openWindow(), openWindow()];
  void one.keeper.read('exam');
  void other.keeper.read('exam');
  await settle('oldest');
  one.add();
  other.add();
  void one.keeper.write();
  void other.keeper.write();
  await settle('newest');
  expect(kept.annotations).toHaveLength(2);
  expect([one.count(), other.count()]).toEqual([2, 2]);
});

it('writes at once when the window goes away, though an answer is under way', async () => {
  const { keeper, add } = openWindow();
  void keeper.read('exam');
  await settle('oldest');
  void keeper.read('exam');
  await Promise.resolve();
  add();
  keeper.writeAtOnce();
  answers.pop()?.();
  expect(kept.annotations).toHaveLength(1);
});
