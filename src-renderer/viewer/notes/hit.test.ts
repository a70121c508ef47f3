import { expect, it } from 'vitest';
import type { Annotation } from '../../../src-shared/domain/notes.ts';
import { hitAt, REACH, type Rect } from './hit.ts';
import type { Point } from '../stage/pose.ts';

const identity = { a: 1, b: 0, c: 0, d: 1, e: 0, f: 0 };
const annotation = (id: string, kind: Annotation['kind'], points: Annotation['points']): Annotation => ({
  id,
  kind,
  points,
  image: { seriesInstanceUid: '1.2', sopInstanceUid: '1.3', sopClassUid: '1.4', frame: 0 },
  text: '',
  reading: { kind: 'none' },
});

const hit = (one: Annotation, at: Point, words?: Rect) =>
  hitAt(
    {
      annotations: [one],
      affine: identity,
      words: new Map(words === undefined ? [] : [[one.id, words]]),
    },
    at,
    REACH.mouse,
  );

it('finds the end under a finger, then the line, then nothing', () => {
  const ruler = annotation('a', 'length', [
    { x: 0, y: 0 },
    { x: 200, y: 0 },
  ]);
  expect(hit(ruler, { x: 190, y: 5 })).toMatchObject({ id: 'a', point: 1 });
  expect(hit(ruler, { x: 100, y: 5 })).toMatchObject({ id: 'a', point: null });
  expect(hit(ruler, { x: 100, y: 50 })).toBeNull();
});

it('takes a box by its edges and not by what lies inside', () => {
  const box = annotation('b', 'rectangle', [
    { x: 0, y: 0 },
    { x: 200, y: 200 },
  ]);
  expect(hit(box, { x: 100, y: 198 })).toMatchObject({ id: 'b', point: null });
  expect(hit(box, { x: 100, y: 100 })).toBeNull();
});

it('takes an ellipse by the curve that is seen, and not by the box around it', () => {
  const ellipse = annotation('e', 'ellipse', [
    { x: 0, y: 0 },
    { x: 200, y: 100 },
  ]);
  const far = Math.SQRT1_2;
  expect(hit(ellipse, { x: 100 + 100 * far, y: 50 + 50 * far })).toMatchObject({ id: 'e', point: null });
  expect(hit(ellipse, { x: 100, y: 2 })).toMatchObject({ id: 'e', point: null });
  expect(hit(ellipse, { x: 30, y: 0 })).toBeNull();
});

it('takes what consists of words by its words', () => {
  const text = annotation('t', 'text', [{ x: 10, y: 10 }]);
  const words = { x: 24, y: 18, width: 120, height: 20 };
  expect(hit(text, { x: 130, y: 30 })).toBeNull();
  expect(hit(text, { x: 130, y: 30 }, words)).toMatchObject({ id: 't', point: null });
});

it('reaches further for a finger than for a mouse, which draws beside what is there', () => {
  const probe = annotation('p', 'probe', [{ x: 50, y: 50 }]);
  const drawn = { annotations: [probe], affine: identity, words: new Map<string, Rect>() };
  expect(hitAt(drawn, { x: 68, y: 50 }, REACH.mouse)).toBeNull();
  expect(hitAt(drawn, { x: 68, y: 50 }, REACH.finger)).toMatchObject({ id: 'p', point: 0 });
});
