import type { Statistics } from '../../../src-shared/domain/notes.ts';
import type { Vector3 } from '../dicom/types.ts';
import { statisticsOf } from '../notes/reading.ts';
import { type Grid, smallestStep, toIndex } from './grid.ts';
import type { Area, Length } from './lengths.ts';
import { type Plane, reslice } from './reslice.ts';
import { add, dot, length, scaled, subtract, unit } from './vectors.ts';
import { NOTHING, type Volume } from './volume.ts';

/** Points of an area along each side; larger ones are looked at in wider steps. */
const MOST = 512;
/** Directions that differ by less are the same. */
const SAME = 0.9999;
/** Parts of a voxel by which a middle may miss the edge and be inside. */
const EDGE = 1e-6;

/** A side of the area: its first point's distance from the corner, its step and its count, in millimetres. */
interface Side {
  readonly first: number;
  readonly step: number;
  readonly count: number;
}

/**
 * Where an area is looked at along one side. Where the side lies as the voxels do, at their middles: then its values are those
 * of the slice, and none in between.
 */
const sideOf = (grid: Grid, corner: Vector3, along: Vector3, reach: number): Side => {
  const axis = grid.steps.findIndex((step) => Math.abs(dot(unit(step), along)) > SAME);
  const way = grid.steps[axis];
  const own = way === undefined ? smallestStep(grid) : length(way);
  if (way === undefined || reach > own * MOST) {
    const count = Math.max(1, Math.min(MOST, Math.round(reach / own)));
    return { first: reach / count / 2, step: reach / count, count };
  }
  const at = toIndex(grid, corner)[axis] ?? 0;
  const part = dot(way, along) > 0 ? Math.ceil(at - EDGE) - at : at - Math.floor(at + EDGE);
  return { first: part * own, step: own, count: Math.max(0, Math.floor(reach / own - part + EDGE) + 1) };
};

/** Its upper left corner, and how far it reaches to the right and down. */
const boxOf = ({ from, to }: Length, { right, down }: Area) => {
  const [across, along] = [dot(subtract(to, from), right), dot(subtract(to, from), down)];
  const corner = add(from, add(scaled(right, Math.min(0, across)), scaled(down, Math.min(0, along))));
  return { corner, width: Math.abs(across), height: Math.abs(along) };
};

/** Square millimetres. */
export const squareOf = (made: Length, area: Area): number => {
  const { width, height } = boxOf(made, area);
  return width * height * (area.shape === 'ellipse' ? Math.PI / 4 : 1);
};

/** What the volume holds in the plane of an area, which has no thickness; null where that is nothing. */
export const valuesIn = (
  { block, slope, intercept, units }: Pick<Volume, 'block' | 'slope' | 'intercept' | 'units'>,
  made: Length,
  area: Area,
): Statistics | null => {
  const { corner, width, height } = boxOf(made, area);
  const [u, v] = [
    sideOf(block.grid, corner, area.right, width),
    sideOf(block.grid, corner, area.down, height),
  ];
  if (u.count === 0 || v.count === 0) return null;
  const middle = (side: Side): number => side.first + ((side.count - 1) / 2) * side.step;
  const plane: Plane = {
    centre: add(corner, add(scaled(area.right, middle(u)), scaled(area.down, middle(v)))),
    // A pixel of this picture need not be square.
    right: scaled(area.right, u.step),
    down: scaled(area.down, v.step),
    normal: [0, 0, 1],
    millimetresPerPixel: 1,
    width: u.count,
    height: v.count,
    thickness: 0,
    mode: 'mean',
    quality: 'fine',
  };
  const drawn = new Int16Array(u.count * v.count);
  reslice(block, plane, 0, v.count, drawn);
  const inside: number[] = [];
  for (let row = 0; row < v.count; row += 1) {
    const y = (v.first + row * v.step) / height - 0.5;
    for (let column = 0; column < u.count; column += 1) {
      const x = (u.first + column * u.step) / width - 0.5;
      const value = drawn[row * u.count + column] ?? NOTHING;
      const within = area.shape === 'rectangle' || x * x + y * y <= 0.25;
      if (within && value !== NOTHING) inside.push(value * slope + intercept);
    }
  }
  return statisticsOf(inside, units);
};
