import { expect, test, vi } from 'vitest';
import type { Annotation, ExamNotes } from '../../../src-shared/domain/notes.ts';
import { noNotes } from '../../../src-shared/domain/notes.ts';
import type { LibraryClient } from '../../library/client.ts';
import { Turns } from '../../library/store/turns.ts';
import { noteHandlers } from './handlers.ts';

const words = (text: string): Annotation => ({
  // One for each word.
  id: `00000000-0000-4000-8000-${Buffer.from(text.padEnd(6)).toString('hex')}`,
  kind: 'text',
  image: { seriesInstanceUid: '1.2', sopInstanceUid: '1.3', sopClassUid: '1.4', frame: 0 },
  points: [{ x: 0, y: 0 }],
  text,
  reading: { kind: 'none' },
});
const notes = (...ids: string[]): ExamNotes => ({ annotations: ids.map(words), keyImages: [] });

function setUp() {
  let kept: unknown = null;
  const library = {
    getDocument: () => Promise.resolve(kept === null ? null : { value: kept }),
    putDocument: async (_key: unknown, value: unknown) => {
      // A disk that takes its time: whoever read meanwhile has read too early.
      await new Promise((resolve) => setTimeout(resolve));
      kept = value;
    },
  } as unknown as LibraryClient;
  const broadcast = vi.fn();
  const noteWritings = new Turns(1);
  const handlers = noteHandlers({
    session: { assertOpen: () => undefined },
    exams: { find: () => Promise.resolve() },
    library: { opened: () => Promise.resolve(library) },
    broadcast,
    noteWritings,
  } as unknown as Parameters<typeof noteHandlers>[0]);
  const caller = { contentsId: 1, kind: 'viewer' } as const;
  return {
    put: (base: ExamNotes, mine: ExamNotes) =>
      handlers['notes.put']({ examId: 'exam', base, notes: mine }, caller),
    get: () => handlers['notes.get']({ examId: 'exam' }, caller),
    broadcast,
    noteWritings,
  };
}

test('who waits for the last writing has what was asked to be kept before', async () => {
  const { put, get, noteWritings } = setUp();
  void put(noNotes, notes('last'));
  await noteWritings.run(() => Promise.resolve());
  expect((await get()).annotations.map(({ text }) => text)).toEqual(['last']);
});

test('what two windows note at the same moment stays, and both are told', async () => {
  const { put, get, broadcast } = setUp();
  await Promise.all([put(noNotes, notes('one')), put(noNotes, notes('other'))]);
  expect(new Set((await get()).annotations.map(({ text }) => text))).toEqual(new Set(['one', 'other']));
  expect(broadcast.mock.calls).toEqual([
    ['notes.changed', { examId: 'exam' }],
    ['notes.changed', { examId: 'exam' }],
  ]);
});

test('what one window removes is not brought back by another that still had it', async () => {
  const { put, get } = setUp();
  await put(noNotes, notes('a', 'b'));
  await Promise.all([put(notes('a', 'b'), notes('b')), put(notes('a', 'b'), notes('a', 'b', 'c'))]);
  expect((await get()).annotations.map(({ text }) => text)).toEqual(['b', 'c']);
});
