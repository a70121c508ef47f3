import { expect, it } from 'vitest';
import type { InstanceHeader } from '../../src-shared/domain/series.ts';
import type { Orientation, Vector3 } from './dicom/types.ts';
import { type Linked, Links } from './links.ts';
import { StackList } from './series/stack-list.ts';
import { middleOf } from './stage/reference-line.ts';

interface At {
  readonly position: Vector3;
  readonly orientation: Orientation;
}

const axial: Orientation = [1, 0, 0, 0, 1, 0];
const coronal: Orientation = [1, 0, 0, 0, 0, -1];
/** 15° about the patient's left-right axis. */
const [c, s] = [Math.cos(Math.PI / 12), Math.sin(Math.PI / 12)];
const tilted: Orientation = [1, 0, 0, 0, c, s];

const SIZE = 200;

/** A cell with slices of 200 × 200 mm in the order of their list. */
class FakeCell implements Linked {
  readonly id: number;
  index = 0;
  readonly stack: Linked['stack'];

  constructor(id: number, slices: readonly At[]) {
    this.id = id;
    const list = new StackList(
      slices.map(({ position, orientation }, at): InstanceHeader => ({
        sopInstanceUid: `1.2.${id}.${at}`,
        sopClassUid: '1.2.840.10008.5.1.4.1.1.2',
        instanceNumber: at + 1,
        frames: 1,
        rows: SIZE,
        columns: SIZE,
        imagePosition: [...position],
        imageOrientation: [...orientation],
        frameOfReferenceUid: '1.2',
      })),
    );
    const at = (): number => this.index;
    this.stack = {
      get at() {
        return { seriesInstanceUid: `1.${id}`, index: at() };
      },
      space: {
        get place() {
          return list.placeAt(at());
        },
        get middle() {
          const place = list.placeAt(at());
          const size = { spacing: { row: 1, column: 1 }, rows: SIZE, columns: SIZE };
          return place && middleOf({ ...place, ...size });
        },
        frameOfReference: '1.2',
        nearest: (away) => list.nearestTo(away, at()),
      },
      goTo: (index) => void (this.index = index),
    };
  }
}

const slab = (count: number): At[] =>
  Array.from({ length: count }, (_, at) => ({ position: [-100, -100, at * 5], orientation: axial }));

const after = (
  moved: FakeCell,
  other: FakeCell,
  to: number,
  how: 'position' | 'hand' = 'position',
): number => {
  const links = new Links();
  links.begin([moved, other]);
  moved.index = to;
  links.follow(moved, [other], how);
  return other.index;
};

it('goes to the same place, also where the other runs the other way', () => {
  const back = slab(20).map(({ position }): At => ({ position, orientation: [1, 0, 0, 0, -1, 0] }));
  expect(after(new FakeCell(1, slab(20)), new FakeCell(2, slab(20)), 7)).toBe(7);
  expect(after(new FakeCell(1, slab(20)), new FakeCell(2, back), 7)).toBe(7);
});

it('goes to where the middle of the picture is, and not its corner, in slices that are a bit tilted', () => {
  // Their middles lie on the same points as those of the others.
  const leaning = slab(20).map((_, at): At => ({
    position: [-100, -99.5 * c - 0.5 * c, at * 5 - 100 * s],
    orientation: tilted,
  }));
  expect(after(new FakeCell(1, slab(20)), new FakeCell(2, leaning), 10)).toBe(10);
  expect(after(new FakeCell(1, leaning), new FakeCell(2, slab(20)), 10)).toBe(10);
});

it('stays among slices of the direction that is looked at, whatever lies as deep in another', () => {
  const scout = [
    ...slab(5),
    ...[0, 10, 11, 15, 20].map((y): At => ({ position: [-100, -y, 0], orientation: coronal })),
  ];
  const other = new FakeCell(2, scout);
  expect(after(new FakeCell(1, slab(20)), other, 2)).toBe(2);
  expect(after(new FakeCell(1, slab(20)), other, 3)).toBe(3);
});

it('stays in the moment that is looked at, of several at one place', () => {
  const moments = [...slab(10), ...slab(10)];
  const other = new FakeCell(2, moments);
  other.index = 12;
  expect(after(new FakeCell(1, slab(10)), other, 5)).toBe(15);
});

it('goes as far as the other went where it was put by hand', () => {
  const other = new FakeCell(2, slab(20));
  other.index = 4;
  expect(after(new FakeCell(1, slab(20)), other, 6, 'hand')).toBe(10);
});
