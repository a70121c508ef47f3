import { curve, smoothstep } from './canvas.ts';
import { noiseTexture } from './noise.ts';
import { randomFrom } from './random.ts';
import { drawFurniture, screen, type UltrasoundFrame } from './ultrasound-screen.ts';

/*
 * An apical four-chamber view. Centimetres: the probe at (0, 0), x to the right of the picture (the patient's left),
 * y away from the probe. `phase` runs from 0 to 1 over one beat, from the R wave on.
 */

/** How far the ventricles have contracted: 0 filled, 1 emptied. */
const contraction = (phase: number): number =>
  phase < 0.36
    ? smoothstep(0, 0.3, phase)
    : 1 - smoothstep(0.38, 0.62, phase) * 0.85 - smoothstep(0.85, 0.97, phase) * 0.15;
/** How far the valves between atria and ventricles are open. */
const opening = (phase: number): number =>
  smoothstep(0.42, 0.5, phase) *
  (1 - 0.6 * smoothstep(0.58, 0.68, phase) + 0.6 * smoothstep(0.82, 0.88, phase)) *
  (1 - smoothstep(0.95, 0.995, phase));

/** An ellipse that knows how far a point is from it; centimetres. */
class Chamber {
  readonly #cx: number;
  readonly #cy: number;
  readonly #rx: number;
  readonly #ry: number;
  readonly #cos: number;
  readonly #sin: number;

  constructor(cx: number, cy: number, rx: number, ry: number, turn = 0) {
    this.#cx = cx;
    this.#cy = cy;
    this.#rx = rx;
    this.#ry = ry;
    this.#cos = Math.cos(turn);
    this.#sin = Math.sin(turn);
  }

  distance(x: number, y: number): number {
    const dx = x - this.#cx;
    const dy = y - this.#cy;
    const u = (dx * this.#cos + dy * this.#sin) / this.#rx;
    const v = (dy * this.#cos - dx * this.#sin) / this.#ry;
    return (Math.sqrt(u * u + v * v) - 1) * Math.min(this.#rx, this.#ry);
  }
}

/** A valve's leaflet from its hinge on the ring to its tip. */
interface Leaflet {
  readonly x: number;
  readonly y: number;
  readonly dx: number;
  readonly dy: number;
  readonly bow: number;
}

interface Heart {
  readonly leftVentricle: Chamber;
  readonly leftAtrium: Chamber;
  readonly chambers: readonly Chamber[];
  readonly outer: Chamber;
  readonly leaflets: readonly Leaflet[];
  /** Depth of the ring between atria and ventricles. */
  readonly ring: number;
}

function heartAt(phase: number): Heart {
  const squeeze = contraction(phase);
  const open = opening(phase);
  const ring = 8.9 - squeeze * 1.1;
  const leaflet = (x: number, inwards: 1 | -1, length: number): Leaflet => {
    const angle = (1 - open) * 0.12 + open * 1.3;
    return {
      x,
      y: ring,
      dx: inwards * Math.cos(angle) * length,
      dy: -Math.sin(angle) * length,
      bow: 0.18 * (1 - open),
    };
  };
  const half = (ring - 2.4) / 2;
  const leftVentricle = new Chamber(
    1.6,
    (ring + 2.3) / 2 + 0.5,
    2.25 - squeeze * 0.72,
    half + 0.3 - squeeze * 0.2,
    -0.1,
  );
  const rightVentricle = new Chamber(-1.95, (ring + 3.2) / 2 + 0.7, 1.5 - squeeze * 0.42, half - 0.3, 0.2);
  const leftAtrium = new Chamber(1.6, ring + 2.15, 1.75 + squeeze * 0.25, 1.95 + squeeze * 0.35);
  const rightAtrium = new Chamber(-2, ring + 1.95, 1.7 + squeeze * 0.2, 1.8 + squeeze * 0.25);
  return {
    ring,
    leftVentricle,
    leftAtrium,
    chambers: [leftVentricle, rightVentricle, leftAtrium, rightAtrium],
    outer: new Chamber(0.1, 7.4, 5, 6.6, -0.04),
    leaflets: [
      leaflet(0.05, 1, 1.65),
      leaflet(3.2, -1, 1.35),
      leaflet(-0.35, -1, 1.3),
      leaflet(-3.5, 1, 1.45),
    ],
  };
}

function leafletDistance({ x: hx, y: hy, dx, dy, bow }: Leaflet, x: number, y: number): number {
  const px = x - hx;
  const py = y - hy;
  const t = Math.min(1, Math.max(0, (px * dx + py * dy) / (dx * dx + dy * dy)));
  const qx = px - dx * t;
  const qy = py - dy * t - bow * 4 * t * (1 - t);
  return Math.sqrt(qx * qx + qy * qy);
}

/** Echo strength, 0 to 1, before speckle. */
function echo(heart: Heart, x: number, y: number): number {
  const { chambers, outer, leaflets, ring, leftVentricle } = heart;
  const outside = outer.distance(x, y);
  if (outside > 0.2) {
    // Chest wall, then lungs: dark, with a haze.
    return y < 2.6 ? 0.24 : 0.05 + 0.03 * Math.sin(x * 1.7 + y * 0.9);
  }
  let blood = 9;
  for (const chamber of chambers) blood = Math.min(blood, chamber.distance(x, y));
  let strength = 0.0075;
  if (blood >= 0) strength = (y < ring ? 0.13 : 0.12) + 0.3 * Math.exp(-((blood / 0.13) ** 2));
  // Muscle bars along the inner wall.
  else if (blood > -0.2 && y < ring - 0.6 && leftVentricle.distance(x, y) < 0) strength = 0.05;
  if (outside > -0.2) strength = Math.max(strength, 0.75 * (1 - Math.abs(outside) / 0.2));
  if (Math.abs(y - ring) < 2) {
    for (const leaflet of leaflets) {
      const d = leafletDistance(leaflet, x, y);
      if (d < 0.13) strength = Math.max(strength, 0.7 * (1 - d / 0.15));
    }
  }
  return strength;
}

/** Sound weakens with depth and is amplified again: what remains of both. */
const gain = curve([0, 0.4], [0.6, 0.9], [2, 0.95], [9, 1], [13, 0.8], [16, 0.5]);

/** Speed of blood towards the probe, −1 to 1, and how mixed its directions are. `rough` frays the edges. */
function flow(
  phase: number,
  heart: Heart,
  x: number,
  y: number,
  rough: number,
): readonly [number, number] | null {
  const { ring, leftVentricle, leftAtrium } = heart;
  if (phase > 0.03 && phase < 0.36) {
    const force = Math.sin(((phase - 0.03) / 0.33) * Math.PI);
    // A leak: from the closed valve back into the atrium, away from the probe.
    const along = y - ring + 0.2;
    const away = Math.abs(x - 1.62 - along * 0.05) / (0.2 + along * 0.2) + rough * 0.16;
    if (along > 0 && along < (2.3 + rough * 0.2) * force && away < 1 && leftAtrium.distance(x, y) < 0.15) {
      return [-0.95 * force * (1 - away * 0.4), 0.75];
    }
    const out = smoothstep(5.2, 7, y) * force * 0.45;
    const wall = leftVentricle.distance(x, y) + rough * 0.08;
    return wall < -0.2 && x < 1.7 + rough * 0.1 && y < ring && out > 0.1 ? [-out, 0] : null;
  }
  const force = Math.exp(-(((phase - 0.52) / 0.07) ** 2)) + 0.7 * Math.exp(-(((phase - 0.9) / 0.05) ** 2));
  if (force < 0.12) return null;
  const along = ring + 1.2 - y;
  const away = Math.abs(x - 1.65) / (0.72 + Math.max(0, along) * 0.1) + rough * 0.12;
  const inside =
    Math.min(leftVentricle.distance(x, y), leftAtrium.distance(x, y)) < -0.08 || Math.abs(y - ring) < 0.45;
  const far = 5.2 * Math.min(1, force + 0.2) + rough * 0.25;
  return inside && along > 0 && along < far && away < 1 ? [0.85 * force * (1 - away * away), 0.1] : null;
}

const speckle = noiseTexture(301, 2, 2);
const grains = noiseTexture(302, 3);

/** Every pixel of the sector, computed once: where it is in the body and in the grain. */
function sectorRays() {
  const { width, height, perCm, probeX, probeY, depth, halfAngle } = screen;
  const index: number[] = [];
  const points: number[] = [];
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const x = (column - probeX) / perCm;
      const y = (row - probeY) / perCm;
      const radius = Math.hypot(x, y);
      const angle = Math.atan2(x, y);
      if (radius < 0.35 || radius > depth || Math.abs(angle) > halfAngle) continue;
      index.push(row * width + column);
      const boxed = radius > 5.4 && radius < 13.6 && Math.abs(angle - 0.14) < 0.27;
      points.push(
        x,
        y,
        Math.round(angle * 330) + 500,
        Math.round(radius * 34) + 500,
        gain(radius),
        boxed ? 1 : 0,
      );
    }
  }
  return { index: Uint32Array.from(index), points: Float32Array.from(points) };
}
const rays = sectorRays();

function paintFlow(rgb: Buffer, at: number, speed: number, mosaic: boolean): void {
  const level = Math.min(1, Math.abs(speed));
  const towards = speed > 0;
  rgb[at] = mosaic ? 70 : towards ? 110 + 145 * level : 20 * level;
  rgb[at + 1] = mosaic ? 225 : (towards ? 215 : 190) * level * level;
  rgb[at + 2] = mosaic ? 110 : towards ? 10 : 110 + 145 * level;
}

/** Log compression: 48 dB from black to white. By table: a logarithm for every pixel is most of the work otherwise. */
const greys = Uint8Array.from({ length: 8192 }, (_, index) =>
  Math.min(255, Math.max(0, ((20 * Math.log10((index + 0.5) / 4096) + 48) / 48) * 245)),
);

export interface UltrasoundPictures {
  readonly plain: UltrasoundFrame;
  /** With the Doppler's blobs of flow in their box. */
  readonly coloured: UltrasoundFrame;
}

/** One picture of the beating heart, without colour and with it. */
export function ultrasoundPictures(phase: number, image: number): UltrasoundPictures {
  const plain = Buffer.alloc(screen.width * screen.height * 3);
  const heart = heartAt(phase);
  const jitter = Math.floor(randomFrom(9000 + image)() * 512);
  const moved = Math.round((heart.ring - 8.9) * 9);
  const flows: (readonly [at: number, speed: number, mosaic: boolean])[] = [];
  const { index, points } = rays;
  for (let ray = 0; ray < index.length; ray++) {
    const x = points[ray * 6] ?? 0;
    const y = points[ray * 6 + 1] ?? 0;
    const u = points[ray * 6 + 2] ?? 0;
    // Tissue carries its grain along as it moves; blood sparkles anew in every picture.
    const strength = echo(heart, x, y);
    const v = (points[ray * 6 + 3] ?? 0) + (strength > 0.02 ? moved : jitter);
    const a = speckle.at(u, v + 300);
    const b = speckle.at(u + 517, v);
    const patch = 1 + 0.3 * grains.at((u >> 1) + 77, (v >> 1) + 11);
    const value = strength * Math.sqrt(a * a + b * b) * 0.8 * patch * (points[ray * 6 + 4] ?? 0);
    const grey = greys[Math.min(8191, Math.max(0, value * 4096)) | 0] ?? 0;
    const at = (index[ray] ?? 0) * 3;
    plain[at] = grey;
    plain[at + 1] = grey;
    plain[at + 2] = grey;
    if (points[ray * 6 + 5] === 0) continue;
    const moving = flow(phase, heart, x, y, grains.at(u + jitter, v));
    if (moving) flows.push([at, moving[0] + moving[1] * a * 0.4, moving[1] > 0.5 && b > 0.9]);
  }
  const coloured = Buffer.from(plain);
  for (const [at, speed, mosaic] of flows) paintFlow(coloured, at, speed, mosaic);
  drawFurniture(plain, phase, false);
  drawFurniture(coloured, phase, true);
  return { plain: { rgb: plain }, coloured: { rgb: coloured } };
}
