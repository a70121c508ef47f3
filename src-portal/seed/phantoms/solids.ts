/** Signed distances in space, millimetres, negative inside; patient coordinates of DICOM: x left, y back, z up. */
export type Solid = (x: number, y: number, z: number) => number;

export const ellipsoid =
  (cx: number, cy: number, cz: number, rx: number, ry: number, rz: number): Solid =>
  (x, y, z) => {
    const u = (x - cx) / rx;
    const v = (y - cy) / ry;
    const w = (z - cz) / rz;
    const f = Math.sqrt(u * u + v * v + w * w);
    if (f < 0.05) return -Math.min(rx, ry, rz);
    const slope = Math.sqrt((u * u) / (rx * rx) + (v * v) / (ry * ry) + (w * w) / (rz * rz));
    return ((f - 1) * f) / slope;
  };

type Knot = readonly [x: number, y: number, z: number, radius: number];

/** A bent tube through given points; `flatX` above 1 makes it wider from side to side. */
export function tube(knots: readonly Knot[], flatX = 1): Solid {
  const pieces = knots.slice(1).map((to, index) => [knots[index] ?? to, to] as const);
  return (x, y, z) => {
    let best = Number.POSITIVE_INFINITY;
    for (const [from, to] of pieces) {
      const dx = (to[0] - from[0]) / flatX;
      const dy = to[1] - from[1];
      const dz = to[2] - from[2];
      const px = (x - from[0]) / flatX;
      const py = y - from[1];
      const pz = z - from[2];
      const t = Math.min(1, Math.max(0, (px * dx + py * dy + pz * dz) / (dx * dx + dy * dy + dz * dz)));
      const qx = px - dx * t;
      const qy = py - dy * t;
      const qz = pz - dz * t;
      const d = Math.sqrt(qx * qx + qy * qy + qz * qz) - (from[3] + (to[3] - from[3]) * t);
      if (d < best) best = d;
    }
    return best;
  };
}

export function blend(radius: number, ...solids: readonly Solid[]): Solid {
  return (x, y, z) => {
    let d = Number.POSITIVE_INFINITY;
    for (const solid of solids) {
      const other = solid(x, y, z);
      const mix = Math.max(radius - Math.abs(d - other), 0) / radius;
      d = Math.min(d, other) - (Number.isFinite(d) ? mix * mix * radius * 0.25 : 0);
    }
    return d;
  };
}

export const both =
  (...solids: readonly Solid[]): Solid =>
  (x, y, z) => {
    let d = Number.NEGATIVE_INFINITY;
    for (const solid of solids) d = Math.max(d, solid(x, y, z));
    return d;
  };

export const without =
  (solid: Solid, hole: Solid): Solid =>
  (x, y, z) =>
    Math.max(solid(x, y, z), -hole(x, y, z));

/** The inside of `solid`, `by` millimetres below its surface (negative: around it). */
export const shrink =
  (solid: Solid, by: number): Solid =>
  (x, y, z) =>
    solid(x, y, z) + by;

/** Only near to a box: keeps far pixels cheap. */
export const within =
  (box: readonly [number, number, number, number, number, number], solid: Solid): Solid =>
  (x, y, z) =>
    x < box[0] || x > box[1] || y < box[2] || y > box[3] || z < box[4] || z > box[5] ? 99 : solid(x, y, z);
