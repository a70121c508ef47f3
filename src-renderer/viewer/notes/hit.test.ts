import { expect, it } from 'vitest';
import type { Annotation } from '../../../src-shared/domain/notes.ts';
import { hitAt } from './hit.ts';

const identity = { a: 1, b: 0, c: 0, d: 1, e: 0, f: 0 };
const annotation = (id: string, kind: Annotation['kind'], points: Annotation['points']): Annotation => ({
  id,
  kind,
  points,
  image: { seriesInstanceUid: '1.2', sopInstanceUid: '1.3', sopClassUid: '1.4', frame: 0 },
  text: '',
  reading: { kind: 'none' },
});

it('finds the end under a finger, then the line, then nothing', () => {
  const ruler = annotation('a', 'length', [
    { x: 0, y: 0 },
    { x: 200, y: 0 },
  ]);
  expect(hitAt([ruler], identity, { x: 190, y: 5 })).toMatchObject({ id: 'a', point: 1 });
  expect(hitAt([ruler], identity, { x: 100, y: 5 })).toMatchObject({ id: 'a', point: null });
  expect(hitAt([ruler], identity, { x: 100, y: 50 })).toBeNull();
});

it('takes a box by its edges and not by what lies inside', () => {
  const box = annotation('b', 'rectangle', [
    { x: 0, y: 0 },
    { x: 200, y: 200 },
  ]);
  expect(hitAt([box], identity, { x: 100, y: 198 })).toMatchObject({ id: 'b', point: null });
  expect(hitAt([box], identity, { x: 100, y: 100 })).toBeNull();
});
