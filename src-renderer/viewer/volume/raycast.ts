import type { Vector3 } from '../dicom/types.ts';
import { type Grid, type Inverse, inverseOf, inVoxels, smallestStep } from './grid.ts';
import { BRICK_BITS, type Bricks } from './pyramid.ts';
import { spaceTables } from './space-tables.ts';
import type { SpaceView } from './space-view.ts';
import { TABLE_BITS } from './transfer.ts';
import { scaled, subtract } from './vectors.ts';
import { NOTHING, type VoxelBlock } from './volume.ts';

const BLACK = 0xff_00_00_00;
const OPAQUE = 0.97;
/** Of the shortest way between two voxels. */
export const FINE_STEP = 0.7;

/** In voxels. */
interface Rays {
  /** Of the ray through the picture's middle. */
  readonly start: Vector3;
  readonly du: Vector3;
  readonly dv: Vector3;
  readonly dt: Vector3;
}

export const raysOf = (grid: Grid, view: SpaceView, inverse: Inverse, step: number): Rays => ({
  start: inVoxels(inverse, subtract(view.centre, grid.origin)),
  du: inVoxels(inverse, scaled(view.right, view.millimetresPerPixel)),
  dv: inVoxels(inverse, scaled(view.down, view.millimetresPerPixel)),
  dt: inVoxels(inverse, scaled(view.into, step)),
});

/** Fills rows `from` to `to` with colours. Plain loops: it is what this program spends its time in when 3D is turned. */
export const raycast = (
  block: VoxelBlock,
  bricks: Bricks,
  view: SpaceView,
  from: number,
  to: number,
  out: Uint32Array,
): void => {
  const { grid, values } = block;
  const [nx, ny, nz] = grid.size;
  const inverse = inverseOf(grid);
  const fine = view.quality === 'fine';
  const stepLength = smallestStep(grid) * (fine ? FINE_STEP : 1.2);
  const { start, du, dv, dt } = raysOf(grid, view, inverse, stepLength);
  const mip = view.preset === 'mip';
  const { table, visible } = spaceTables(bricks, view, stepLength);
  const { opacity, colour } = table;
  const [bx, by] = bricks.size;
  const [rowStride, sliceStride] = [nx, nx * ny];
  const [topX, topY, topZ] = [nx - 1, ny - 1, nz - 1];
  const { width, height } = view;
  const low = (view.window.center - view.window.width / 2 - view.intercept) / view.slope;
  const greyScale = 255 / Math.max(1e-9, view.window.width / view.slope);
  const reach = Math.hypot(nx, ny, nz) / Math.max(1e-6, Math.hypot(dt[0], dt[1], dt[2]));
  const dx = dt[0];
  const dy = dt[1];
  const dz = dt[2];
  // Brick borders that a ray meets next, by the sense in which it runs.
  const [aheadX, aheadY, aheadZ] = [dx > 0 ? 1 : 0, dy > 0 ? 1 : 0, dz > 0 ? 1 : 0];
  const [slowX, slowY, slowZ] = [Math.abs(dx) < 1e-9, Math.abs(dy) < 1e-9, Math.abs(dz) < 1e-9];

  const sample = (px: number, py: number, pz: number): number => {
    const x = px < 0 ? 0 : px > topX ? topX : px;
    const y = py < 0 ? 0 : py > topY ? topY : py;
    const z = pz < 0 ? 0 : pz > topZ ? topZ : pz;
    const ix = x | 0;
    const iy = y | 0;
    const iz = z | 0;
    const fx = x - ix;
    const fy = y - iy;
    const fz = z - iz;
    const at = ix + iy * rowStride + iz * sliceStride;
    const ox = ix < topX ? 1 : 0;
    const oy = iy < topY ? rowStride : 0;
    const oz = iz < topZ ? sliceStride : 0;
    const a = values[at] ?? 0;
    const b = values[at + oy] ?? 0;
    const c = values[at + oz] ?? 0;
    const d = values[at + oy + oz] ?? 0;
    const c00 = a + fx * ((values[at + ox] ?? 0) - a);
    const c10 = b + fx * ((values[at + oy + ox] ?? 0) - b);
    const c01 = c + fx * ((values[at + oz + ox] ?? 0) - c);
    const c11 = d + fx * ((values[at + oy + oz + ox] ?? 0) - d);
    const c0 = c00 + fy * (c10 - c00);
    return c0 + fz * (c01 + fy * (c11 - c01) - c0);
  };
  const nearest = (px: number, py: number, pz: number): number => {
    const x = px < 0 ? 0 : px > topX ? topX : (px + 0.5) | 0;
    const y = py < 0 ? 0 : py > topY ? topY : (py + 0.5) | 0;
    const z = pz < 0 ? 0 : pz > topZ ? topZ : (pz + 0.5) | 0;
    return values[x + y * rowStride + z * sliceStride] ?? 0;
  };

  for (let v = from; v < to; v += 1) {
    for (let u = 0; u < width; u += 1) {
      const su = u - (width - 1) / 2;
      const sv = v - (height - 1) / 2;
      const ox = start[0] + du[0] * su + dv[0] * sv;
      const oy = start[1] + du[1] * su + dv[1] * sv;
      const oz = start[2] + du[2] * su + dv[2] * sv;
      let t = -reach;
      let end = reach;
      // The ray's part within the volume.
      if (slowX) {
        if (ox < -0.5 || ox > nx - 0.5) end = -Infinity;
      } else {
        const [a, b] = [(-0.5 - ox) / dx, (nx - 0.5 - ox) / dx];
        t = Math.max(t, Math.min(a, b));
        end = Math.min(end, Math.max(a, b));
      }
      if (slowY) {
        if (oy < -0.5 || oy > ny - 0.5) end = -Infinity;
      } else {
        const [a, b] = [(-0.5 - oy) / dy, (ny - 0.5 - oy) / dy];
        t = Math.max(t, Math.min(a, b));
        end = Math.min(end, Math.max(a, b));
      }
      if (slowZ) {
        if (oz < -0.5 || oz > nz - 0.5) end = -Infinity;
      } else {
        const [a, b] = [(-0.5 - oz) / dz, (nz - 0.5 - oz) / dz];
        t = Math.max(t, Math.min(a, b));
        end = Math.min(end, Math.max(a, b));
      }
      t = Math.ceil(t);
      let clear = 1;
      let red = 0;
      let green = 0;
      let blue = 0;
      let most = NOTHING;
      while (t <= end) {
        const px = ox + dx * t;
        const py = oy + dy * t;
        const pz = oz + dz * t;
        const ix = px < 0 ? 0 : px > topX ? topX : px | 0;
        const iy = py < 0 ? 0 : py > topY ? topY : py | 0;
        const iz = pz < 0 ? 0 : pz > topZ ? topZ : pz | 0;
        const brick = (ix >> BRICK_BITS) + ((iy >> BRICK_BITS) + (iz >> BRICK_BITS) * by) * bx;
        const empty = mip ? (bricks.highest[brick] ?? 0) <= most : visible[brick] === 0;
        if (empty) {
          const tx = slowX ? Infinity : ((((ix >> BRICK_BITS) + aheadX) << BRICK_BITS) - px) / dx;
          const ty = slowY ? Infinity : ((((iy >> BRICK_BITS) + aheadY) << BRICK_BITS) - py) / dy;
          const tz = slowZ ? Infinity : ((((iz >> BRICK_BITS) + aheadZ) << BRICK_BITS) - pz) / dz;
          const leave = tx < ty ? (tx < tz ? tx : tz) : ty < tz ? ty : tz;
          t += leave > 1 ? Math.ceil(leave) : 1;
          continue;
        }
        const value = fine ? sample(px, py, pz) : nearest(px, py, pz);
        t += 1;
        if (mip) {
          if (value > most) most = value;
          continue;
        }
        const entry = (value + 32_768) >> TABLE_BITS;
        const hides = opacity[entry] ?? 0;
        if (hides < 0.0005) continue;
        let gx: number;
        let gy: number;
        let gz: number;
        if (fine) {
          gx = sample(px + 1, py, pz) - sample(px - 1, py, pz);
          gy = sample(px, py + 1, pz) - sample(px, py - 1, pz);
          gz = sample(px, py, pz + 1) - sample(px, py, pz - 1);
        } else {
          gx = nearest(px + 1, py, pz) - nearest(px - 1, py, pz);
          gy = nearest(px, py + 1, pz) - nearest(px, py - 1, pz);
          gz = nearest(px, py, pz + 1) - nearest(px, py, pz - 1);
        }
        const wx = inverse[0][0] * gx + inverse[1][0] * gy + inverse[2][0] * gz;
        const wy = inverse[0][1] * gx + inverse[1][1] * gy + inverse[2][1] * gz;
        const wz = inverse[0][2] * gx + inverse[1][2] * gy + inverse[2][2] * gz;
        const size = Math.sqrt(wx * wx + wy * wy + wz * wz);
        // Lit from the eye; what has no surface keeps half of its light.
        const facing =
          size < 1e-6 ? 0.5 : Math.abs(wx * view.into[0] + wy * view.into[1] + wz * view.into[2]) / size;
        const shine = facing * facing;
        const light = 0.18 + 0.72 * facing;
        const gloss = 40 * shine * shine * shine * shine;
        const weight = clear * hides;
        red += weight * ((colour[entry * 3] ?? 0) * light + gloss);
        green += weight * ((colour[entry * 3 + 1] ?? 0) * light + gloss);
        blue += weight * ((colour[entry * 3 + 2] ?? 0) * light + gloss);
        clear *= 1 - hides;
        if (clear < 1 - OPAQUE) break;
      }
      if (mip) {
        const grey = most === NOTHING ? 0 : (most - low) * greyScale;
        red = grey;
        green = grey;
        blue = grey;
      }
      const r = red > 255 ? 255 : red < 0 ? 0 : red | 0;
      const g = green > 255 ? 255 : green < 0 ? 0 : green | 0;
      const b = blue > 255 ? 255 : blue < 0 ? 0 : blue | 0;
      out[v * width + u] = (BLACK | (b << 16) | (g << 8) | r) >>> 0;
    }
  }
};
