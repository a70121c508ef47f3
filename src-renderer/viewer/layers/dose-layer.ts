import { frameDescription } from '../dicom/describe.ts';
import type { DisplayFrame } from '../look/display-frame.ts';
import type { DoseGrid } from '../objects/dose.ts';
import type { LoadedImage } from '../series/series-loader.ts';
import type { Colour, Layer } from './layer.ts';
import { between, onPlane, type Plane, planeOf } from './plane.ts';

/** A step of the dose, in percent of its highest value. */
export interface DoseLevel {
  readonly percent: number;
  readonly colour: Colour;
}

/** From the highest down; as planning systems colour them. */
export const doseLevels: readonly DoseLevel[] = [
  { percent: 95, colour: [230, 60, 50] },
  { percent: 80, colour: [240, 150, 40] },
  { percent: 60, colour: [235, 215, 60] },
  { percent: 40, colour: [90, 200, 90] },
  { percent: 20, colour: [70, 140, 235] },
];

/** The dose in a plane between two of its own, by both; null outside of them. */
export const planeAt = ({ offsets, planes }: DoseGrid, depth: number): Float32Array | null => {
  const above = offsets.findIndex((offset) => offset >= depth - 1e-3);
  const [low, high] = [planes[Math.max(0, above - 1)], planes[above]];
  if (low === undefined || high === undefined) return null;
  const [from = 0, to = 0] = [offsets[Math.max(0, above - 1)], offsets[above]];
  if (depth < from - 1e-3) return null;
  const part = to === from ? 0 : Math.max(0, Math.min(1, (depth - from) / (to - from)));
  return low.map((value, at) => value + ((high[at] ?? 0) - value) * part);
};

interface Wash {
  readonly key: object;
  readonly hidden: string;
}

/** A dose as colours over the images that lie in its space. */
export class DoseLayers {
  private readonly grid: DoseGrid;
  private readonly plane: Plane | null;
  private readonly washes = new WeakMap<DisplayFrame, Wash>();

  constructor(grid: DoseGrid) {
    this.grid = grid;
    this.plane = planeOf(grid.geometry);
  }

  on({ instance, frame, display }: LoadedImage, hidden: readonly number[], opacity: number): Layer[] {
    const { grid, plane } = this;
    const image = planeOf(frameDescription(instance, frame).geometry);
    if (plane === null || image === null) return [];
    if (grid.frameOfReferenceUid === null || grid.frameOfReferenceUid !== instance.frameOfReferenceUid)
      return [];
    const [, , depth] = onPlane(plane, image.position);
    const { position, normal } = plane;
    const moved: Plane = {
      ...plane,
      position: [
        position[0] + normal[0] * depth,
        position[1] + normal[1] * depth,
        position[2] + normal[2] * depth,
      ],
    };
    const affine = between(moved, image);
    const values = affine === null ? null : planeAt(grid, depth);
    if (affine === null || values === null) return [];
    const known = this.washes.get(display);
    const wash = known?.hidden === hidden.join() ? known : { key: {}, hidden: hidden.join() };
    this.washes.set(display, wash);
    return [
      {
        kind: 'mask',
        width: grid.columns,
        height: grid.rows,
        key: wash.key,
        pixels: () => coloured(values, grid.most, hidden),
        affine,
        opacity,
      },
    ];
  }
}

const coloured = (
  values: Float32Array,
  most: number,
  hidden: readonly number[],
): Uint8ClampedArray<ArrayBuffer> => {
  const out = new Uint8ClampedArray(values.length * 4);
  values.forEach((value, at) => {
    const level = doseLevels.find(({ percent }) => value >= (most * percent) / 100);
    if (level !== undefined && value > 0 && !hidden.includes(level.percent))
      out.set([...level.colour, 255], at * 4);
  });
  return out;
};
