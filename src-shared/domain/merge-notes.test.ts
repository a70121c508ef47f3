import { expect, it } from 'vitest';
import type { Annotation, ExamNotes } from './notes.ts';
import { mergedNotes } from './merge-notes.ts';

const image = { seriesInstanceUid: '1.2', sopInstanceUid: '1.3', sopClassUid: '1.4', frame: 0 };
const other = { ...image, sopInstanceUid: '1.5' };
const text = (id: string, words = ''): Annotation => ({
  id,
  kind: 'text',
  image,
  points: [{ x: 0, y: 0 }],
  text: words,
  reading: { kind: 'none' },
});
const notes = (annotations: Annotation[], keyImages: ExamNotes['keyImages'] = []): ExamNotes => ({
  annotations,
  keyImages,
});

it('keeps what each window added, and drops what either removed', () => {
  const base = notes([text('a'), text('b')], [image]);
  const mine = notes([text('b'), text('mine')], [image, other]);
  const theirs = notes([text('a'), text('theirs')], []);
  expect(mergedNotes(base, mine, theirs)).toEqual(notes([text('theirs'), text('mine')], [other]));
});

it('takes the change of whoever made one, and mine where both did', () => {
  const base = notes([text('a'), text('b'), text('c')]);
  const mine = notes([text('a', 'mine'), text('b'), text('c', 'mine')]);
  const theirs = notes([text('a'), text('b', 'theirs'), text('c', 'theirs')]);
  expect(mergedNotes(base, mine, theirs).annotations.map((each) => each.text)).toEqual([
    'mine',
    'theirs',
    'mine',
  ]);
});

it('keeps the place of what is there again where nobody else did anything', () => {
  const [without, all] = [notes([text('a'), text('c')]), notes([text('a'), text('b'), text('c')])];
  expect(mergedNotes(without, all, without)).toEqual(all);
});

it('what was read first is all there is', () => {
  const found = notes([text('a')], [image]);
  expect(mergedNotes(notes([]), notes([]), found)).toEqual(found);
});
