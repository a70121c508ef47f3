import { type Grid, inverseOf, inVoxels, smallestStep } from './grid.ts';
import type { Vector3 } from '../dicom/types.ts';
import { scaled, subtract } from './vectors.ts';
import { NOTHING, type VoxelBlock } from './volume.ts';

export const slabModes = ['mean', 'max', 'min'] as const;
export type SlabMode = (typeof slabModes)[number];

/** A picture of `width` × `height` pixels through the patient. */
export interface Plane {
  /** Millimetres: the picture's middle, in the patient. */
  readonly centre: Vector3;
  /** Unit vectors. */
  readonly right: Vector3;
  readonly down: Vector3;
  readonly normal: Vector3;
  readonly millimetresPerPixel: number;
  readonly width: number;
  readonly height: number;
  /** Millimetres; 0 for a plane without thickness. */
  readonly thickness: number;
  readonly mode: SlabMode;
  /** `draft` takes the nearest voxel; `fine` weighs the eight around. */
  readonly quality: 'draft' | 'fine';
}

/** Where `start + t * step` lies between `low` and `high`, for t from 0 to `count`. */
const clip = (start: number, step: number, low: number, high: number, range: [number, number]): void => {
  if (Math.abs(step) < 1e-9) {
    if (start < low || start > high) range[1] = -1;
    return;
  }
  const [a, b] = [(low - start) / step, (high - start) / step];
  range[0] = Math.max(range[0], Math.ceil(Math.min(a, b) - 1e-9));
  range[1] = Math.min(range[1], Math.floor(Math.max(a, b) + 1e-9));
};

/** Positions through the slab, in millimetres from its middle: about a voxel apart, at most 400. */
export const slabOffsets = (thickness: number, step: number): number[] => {
  if (thickness <= step) return [0];
  const count = Math.min(400, Math.ceil(thickness / step) + 1);
  return Array.from({ length: count }, (_, at) => (at / (count - 1) - 0.5) * thickness);
};

/** In voxels: a plane's middle, a pixel's step to the right and down, and a millimetre's through it. */
export const wayOf = (grid: Grid, plane: Plane) => {
  const inverse = inverseOf(grid);
  return {
    middle: inVoxels(inverse, subtract(plane.centre, grid.origin)),
    du: inVoxels(inverse, scaled(plane.right, plane.millimetresPerPixel)),
    dv: inVoxels(inverse, scaled(plane.down, plane.millimetresPerPixel)),
    dn: inVoxels(inverse, plane.normal),
  };
};

/**
 * Fills rows `from` to `to` of the picture with voxel values, `NOTHING` outside of the volume. A plain loop over typed
 * arrays: it is what this program spends its time in when a plane is moved.
 */
export const reslice = (block: VoxelBlock, plane: Plane, from: number, to: number, out: Int16Array): void => {
  const { grid, values } = block;
  const [nx, ny, nz] = grid.size;
  const { width, height } = plane;
  const { middle, du, dv, dn } = wayOf(grid, plane);
  const offsets = slabOffsets(plane.thickness, smallestStep(grid) * (plane.quality === 'fine' ? 1 : 2.5));
  const single = offsets.length === 1;
  const fine = plane.quality === 'fine';
  const { mode } = plane;
  const sums = new Float32Array(single ? 0 : width);
  const counts = new Uint16Array(single ? 0 : width);
  const [rowStride, sliceStride] = [nx, nx * ny];
  const [topX, topY, topZ] = [nx - 1, ny - 1, nz - 1];
  const range: [number, number] = [0, 0];
  for (let v = from; v < to; v += 1) {
    const line = v * width;
    out.fill(NOTHING, line, line + width);
    if (!single) {
      sums.fill(mode === 'max' ? -Infinity : mode === 'min' ? Infinity : 0);
      counts.fill(0);
    }
    for (const offset of offsets) {
      const y = v - (height - 1) / 2;
      const x = -(width - 1) / 2;
      const bx = middle[0] + dv[0] * y + du[0] * x + dn[0] * offset;
      const by = middle[1] + dv[1] * y + du[1] * x + dn[1] * offset;
      const bz = middle[2] + dv[2] * y + du[2] * x + dn[2] * offset;
      range[0] = 0;
      range[1] = width - 1;
      clip(bx, du[0], -0.5, nx - 0.5 - 1e-6, range);
      clip(by, du[1], -0.5, ny - 0.5 - 1e-6, range);
      clip(bz, du[2], -0.5, nz - 0.5 - 1e-6, range);
      for (let u = range[0]; u <= range[1]; u += 1) {
        let px = bx + du[0] * u;
        let py = by + du[1] * u;
        let pz = bz + du[2] * u;
        px = px < 0 ? 0 : px > topX ? topX : px;
        py = py < 0 ? 0 : py > topY ? topY : py;
        pz = pz < 0 ? 0 : pz > topZ ? topZ : pz;
        let value: number;
        if (fine) {
          const ix = px | 0;
          const iy = py | 0;
          const iz = pz | 0;
          const fx = px - ix;
          const fy = py - iy;
          const fz = pz - iz;
          const at = ix + iy * rowStride + iz * sliceStride;
          const ox = ix < topX ? 1 : 0;
          const oy = iy < topY ? rowStride : 0;
          const oz = iz < topZ ? sliceStride : 0;
          const a = values[at] ?? 0;
          const c00 = a + fx * ((values[at + ox] ?? 0) - a);
          const b = values[at + oy] ?? 0;
          const c10 = b + fx * ((values[at + oy + ox] ?? 0) - b);
          const c = values[at + oz] ?? 0;
          const c01 = c + fx * ((values[at + oz + ox] ?? 0) - c);
          const d = values[at + oy + oz] ?? 0;
          const c11 = d + fx * ((values[at + oy + oz + ox] ?? 0) - d);
          const c0 = c00 + fy * (c10 - c00);
          const c1 = c01 + fy * (c11 - c01);
          value = c0 + fz * (c1 - c0);
          // Slices that are still to come have no weight of their own: take the nearest voxel as it is.
          if (a === NOTHING || c === NOTHING || b === NOTHING || d === NOTHING)
            value =
              values[((px + 0.5) | 0) + ((py + 0.5) | 0) * rowStride + ((pz + 0.5) | 0) * sliceStride] ?? 0;
        } else {
          value =
            values[((px + 0.5) | 0) + ((py + 0.5) | 0) * rowStride + ((pz + 0.5) | 0) * sliceStride] ?? 0;
        }
        if (single) {
          out[line + u] = value < 0 ? value - 0.5 : value + 0.5;
          continue;
        }
        if (value === NOTHING) continue;
        if (mode === 'max') {
          if (value > (sums[u] ?? 0)) sums[u] = value;
        } else if (mode === 'min') {
          if (value < (sums[u] ?? 0)) sums[u] = value;
        } else sums[u] = (sums[u] ?? 0) + value;
        counts[u] = (counts[u] ?? 0) + 1;
      }
    }
    if (single) continue;
    for (let u = 0; u < width; u += 1) {
      const count = counts[u] ?? 0;
      if (count === 0) continue;
      const value = (sums[u] ?? 0) / (mode === 'mean' ? count : 1);
      out[line + u] = value < 0 ? value - 0.5 : value + 0.5;
    }
  }
};

/** The value at a point of the patient, as `fine` draws it. */
export const valueAt = (block: VoxelBlock, at: Vector3): number => {
  const out = new Int16Array(1);
  const plane: Plane = {
    centre: at,
    right: [1, 0, 0],
    down: [0, 1, 0],
    normal: [0, 0, 1],
    millimetresPerPixel: 1,
    width: 1,
    height: 1,
    thickness: 0,
    mode: 'mean',
    quality: 'fine',
  };
  reslice(block, plane, 0, 1, out);
  return out[0] ?? NOTHING;
};
