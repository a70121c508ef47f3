import type { Canvas } from './canvas.ts';

export type Point = readonly [x: number, y: number, z: number];

/** A straight piece of a vessel, a bronchus, a rib: round, getting thinner from `from` to `to`. */
export interface Segment {
  readonly from: Point;
  readonly to: Point;
  readonly radius: number;
  readonly endRadius: number;
}

/** Pieces sorted into slabs by height, so that a slice looks only at those it may cut. */
export class Tubes {
  readonly #slabs = new Map<number, Segment[]>();
  readonly #slab: number;

  constructor(segments: Iterable<Segment>, slab = 5) {
    this.#slab = slab;
    for (const segment of segments) {
      const radius = Math.max(segment.radius, segment.endRadius) + 1;
      const low = Math.floor((Math.min(segment.from[2], segment.to[2]) - radius) / slab);
      const high = Math.floor((Math.max(segment.from[2], segment.to[2]) + radius) / slab);
      for (let key = low; key <= high; key++) {
        const list = this.#slabs.get(key);
        if (list) list.push(segment);
        else this.#slabs.set(key, [segment]);
      }
    }
  }

  near(z: number): readonly Segment[] {
    return this.#slabs.get(Math.floor(z / this.#slab)) ?? [];
  }

  /** Paints what the plane at `z` cuts; `grow` changes every radius (walls, marrow). */
  paint(canvas: Canvas, z: number, value: number, { grow = 0, strength = 1, flatten = 1 } = {}): void {
    for (const segment of this.near(z)) paintSegment(canvas, segment, z, value, grow, strength, flatten);
  }
}

/** `flatten` above 1: the piece is thinner in the slice's plane than across it (ribs). */
function paintSegment(
  canvas: Canvas,
  { from, to, radius, endRadius }: Segment,
  z: number,
  value: number,
  grow: number,
  strength: number,
  flatten: number,
): void {
  const dx = to[0] - from[0];
  const dy = to[1] - from[1];
  const dz = (to[2] - from[2]) / flatten;
  const pz = (z - from[2]) / flatten;
  const length2 = dx * dx + dy * dy + dz * dz || 1e-9;
  const widest = Math.max(radius, endRadius) + grow;
  if (widest <= 0) return;
  // Where along the piece the plane passes within its radius: keeps the box small for long, steep pieces.
  const low = Math.min(0, dz);
  const high = Math.max(0, dz);
  if (pz < low - widest || pz > high + widest) return;
  let t0 = 0;
  let t1 = 1;
  if (Math.abs(dz) > 1e-6) {
    const a = (pz - widest) / dz;
    const b = (pz + widest) / dz;
    t0 = Math.max(0, Math.min(a, b));
    t1 = Math.min(1, Math.max(a, b));
    if (t0 > t1) return;
  }
  const { pixel, left, top, width, height, values } = canvas;
  const reach = widest + pixel;
  const ax = from[0] + dx * t0;
  const bx = from[0] + dx * t1;
  const ay = from[1] + dy * t0;
  const by = from[1] + dy * t1;
  const x0 = Math.max(0, Math.floor((Math.min(ax, bx) - reach - left) / pixel));
  const x1 = Math.min(width - 1, Math.ceil((Math.max(ax, bx) + reach - left) / pixel));
  const y0 = Math.max(0, Math.floor((Math.min(ay, by) - reach - top) / pixel));
  const y1 = Math.min(height - 1, Math.ceil((Math.max(ay, by) + reach - top) / pixel));
  // Written out here, and not through `Canvas.fill`: this loop is most of what a chest costs.
  for (let row = y0; row <= y1; row++) {
    const py = top + row * pixel - from[1];
    for (let column = x0; column <= x1; column++) {
      const px = left + column * pixel - from[0];
      const t = Math.min(1, Math.max(0, (px * dx + py * dy + pz * dz) / length2));
      const qx = px - dx * t;
      const qy = py - dy * t;
      const qz = pz - dz * t;
      const distance = Math.sqrt(qx * qx + qy * qy + qz * qz);
      const coverage = 0.5 + (radius + (endRadius - radius) * t + grow - distance) / pixel;
      if (coverage <= 0) continue;
      const index = row * width + column;
      const old = values[index] ?? 0;
      values[index] = old + (value - old) * strength * Math.min(1, coverage);
    }
  }
}

/** Points joined one after the other; each with its radius. */
export function chain(
  points: readonly (readonly [x: number, y: number, z: number, radius: number])[],
): Segment[] {
  return points.slice(1).flatMap((point, index) => {
    const previous = points[index];
    if (!previous) return [];
    return [
      {
        from: [previous[0], previous[1], previous[2]],
        to: [point[0], point[1], point[2]],
        radius: previous[3],
        endRadius: point[3],
      } satisfies Segment,
    ];
  });
}
