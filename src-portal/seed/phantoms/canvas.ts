/** Signed distance in millimetres, or close to it near the edge: negative inside. */
export type Shape = (x: number, y: number) => number;

export interface Box {
  readonly minX: number;
  readonly minY: number;
  readonly maxX: number;
  readonly maxY: number;
}

/**
 * One slice being painted, in the unit of its modality (HU, signal). Coordinates are millimetres: x to the right of
 * the picture, y down. Edges are one pixel soft, as partial volume makes them.
 */
export class Canvas {
  readonly width: number;
  readonly height: number;
  /** Millimetres a pixel. */
  readonly pixel: number;
  /** Millimetres, at the centre of the first pixel. */
  readonly left: number;
  readonly top: number;
  readonly values: Float32Array;

  constructor(width: number, height: number, pixel: number, left: number, top: number) {
    this.width = width;
    this.height = height;
    this.pixel = pixel;
    this.left = left;
    this.top = top;
    this.values = new Float32Array(width * height);
  }

  clear(value: number): void {
    this.values.fill(value);
  }

  /** Visits the pixels of a box: `visit` gives the new value. */
  each(box: Box, visit: (x: number, y: number, value: number) => number): void {
    const { pixel, left, top, width, height, values } = this;
    const x0 = Math.max(0, Math.floor((box.minX - left) / pixel));
    const x1 = Math.min(width - 1, Math.ceil((box.maxX - left) / pixel));
    const y0 = Math.max(0, Math.floor((box.minY - top) / pixel));
    const y1 = Math.min(height - 1, Math.ceil((box.maxY - top) / pixel));
    for (let row = y0; row <= y1; row++) {
      const y = top + row * pixel;
      let index = row * width + x0;
      for (let column = x0; column <= x1; column++, index++) {
        values[index] = visit(left + column * pixel, y, values[index] ?? 0);
      }
    }
  }

  /** Fills a shape; `strength` below 1 mixes with what is there. */
  fill(box: Box, shape: Shape, value: number, strength = 1, soft = this.pixel): void {
    this.each(box, (x, y, old) => {
      const coverage = 0.5 - shape(x, y) / soft;
      if (coverage <= 0) return old;
      return old + (value - old) * strength * Math.min(1, coverage);
    });
  }

  ellipse(cx: number, cy: number, rx: number, ry: number, value: number, turn = 0, strength = 1): void {
    if (rx <= 0 || ry <= 0) return;
    const { pixel, left, top, width, height, values } = this;
    const cos = Math.cos(turn);
    const sin = Math.sin(turn);
    const reachX = Math.hypot(rx * cos, ry * sin) + pixel;
    const reachY = Math.hypot(rx * sin, ry * cos) + pixel;
    const x0 = Math.max(0, Math.floor((cx - reachX - left) / pixel));
    const x1 = Math.min(width - 1, Math.ceil((cx + reachX - left) / pixel));
    const y0 = Math.max(0, Math.floor((cy - reachY - top) / pixel));
    const y1 = Math.min(height - 1, Math.ceil((cy + reachY - top) / pixel));
    for (let row = y0; row <= y1; row++) {
      const dy = top + row * pixel - cy;
      for (let column = x0; column <= x1; column++) {
        const dx = left + column * pixel - cx;
        const u = (dx * cos + dy * sin) / rx;
        const v = (dy * cos - dx * sin) / ry;
        const f = Math.sqrt(u * u + v * v);
        const slope = Math.sqrt((u * u) / (rx * rx) + (v * v) / (ry * ry));
        const coverage = f < 0.05 ? 1 : 0.5 - ((f - 1) * f) / slope / pixel;
        if (coverage <= 0) continue;
        const index = row * width + column;
        const old = values[index] ?? 0;
        values[index] = old + (value - old) * strength * Math.min(1, coverage);
      }
    }
  }
}

export function around(cx: number, cy: number, reach: number): Box {
  return { minX: cx - reach, minY: cy - reach, maxX: cx + reach, maxY: cy + reach };
}

/** `turn` in radians, from x towards y. */
export function ellipseShape(cx: number, cy: number, rx: number, ry: number, turn = 0): Shape {
  const cos = Math.cos(turn);
  const sin = Math.sin(turn);
  const small = Math.min(rx, ry);
  return (x, y) => {
    const u = ((x - cx) * cos + (y - cy) * sin) / rx;
    const v = ((y - cy) * cos - (x - cx) * sin) / ry;
    const f = Math.sqrt(u * u + v * v);
    return f < 0.05 ? -small : ((f - 1) * f) / Math.sqrt((u * u) / (rx * rx) + (v * v) / (ry * ry));
  };
}

/** Halfway between union and blend: rounds the corner where two shapes meet. */
export function smoothUnion(a: number, b: number, radius: number): number {
  const mix = Math.max(radius - Math.abs(a - b), 0) / radius;
  return Math.min(a, b) - mix * mix * radius * 0.25;
}

export function smoothstep(from: number, to: number, value: number): number {
  const t = Math.min(1, Math.max(0, (value - from) / (to - from)));
  return t * t * (3 - 2 * t);
}

/** Straight lines between given points `[at, value]`, flat outside. */
export function curve(...points: readonly (readonly [at: number, value: number])[]): (at: number) => number {
  return (at) => {
    let previous = points[0];
    if (!previous || at <= previous[0]) return previous?.[1] ?? 0;
    for (const point of points) {
      if (at < point[0]) {
        const t = smoothstep(previous[0], point[0], at);
        return previous[1] + (point[1] - previous[1]) * t;
      }
      previous = point;
    }
    return previous[1];
  };
}
