import { ellipseShape, smoothUnion, curve, type Canvas } from '../canvas.ts';
import { noiseTexture } from '../noise.ts';
import { randomFrom, type Random } from '../random.ts';
import { growTree } from '../tree.ts';
import { Tubes, type Point, type Segment } from '../tubes.ts';
import { cageRadius, type Contours, type Polar } from './body.ts';
import { pericardium, type Blood } from './heart.ts';

const middleWidth = curve([0, 30], [30, 31], [70, 36], [115, 40], [150, 36], [200, 34], [300, 34]);

/** The surface of the diaphragm: its z under a point. Two domes, and the heart's bed between them. */
export function diaphragm(x: number, y: number): number {
  const deep = ((y + 18) / 84) ** 2;
  const right = ((x + 62) / 66) ** 2 + deep;
  const left = ((x - 68) / 66) ** 2 + deep;
  const tendon = 234 + ((x - 8) / 45) ** 2 * 40 + ((y + 18) / 60) ** 2 * 26;
  // Steeper towards the ribs than a parabola.
  return Math.min(212 + right * (70 + 4 * right), 222 + left * (70 + 4 * left), tendon);
}

/** Distance to the mediastinum; negative inside. */
function mediastinum(z: number): (x: number, y: number) => number {
  const centre = ellipseShape(z < 120 ? -2 : 3, -10, middleWidth(z), 84);
  const spine = ellipseShape(4, 62, 33, 27);
  const front = ellipseShape(0, -74, 16, 22);
  const hilumZ = Math.abs(z - 135);
  const hilum = Math.max(0, 1 - hilumZ / 48);
  const right = ellipseShape(-38, 12, 9 + 9 * hilum, 10 + 9 * hilum);
  const left = ellipseShape(44, 16, 9 + 9 * hilum, 10 + 9 * hilum);
  const aorta = ellipseShape(z < 76 ? 16 : 26, z < 100 ? 20 : 36, z > 62 ? 16 : 8, z > 62 ? 17 : 8);
  return (x, y) => {
    let d = smoothUnion(centre(x, y), spine(x, y), 22);
    d = smoothUnion(d, front(x, y), 10);
    d = smoothUnion(d, aorta(x, y), 8);
    if (hilum > 0) {
      d = smoothUnion(d, right(x, y), 10);
      d = smoothUnion(d, left(x, y), 10);
    }
    if (z > 120 && z < 262) d = smoothUnion(d, pericardium(x, y, z), 8);
    return d;
  };
}

/** Distance above the lungs' rounded tops: negative where lung may be. */
function apex(x: number, y: number, z: number): number {
  const t = Math.max(0, (98 - z) / 74);
  const grown = Math.max(0, z - 98) * 1.6;
  const scale = Math.max(0, 1 - t * t) ** 0.4;
  const rx = 60 * scale + grown;
  const ry = 74 * scale + grown;
  if (rx < 1) return 50;
  const u = (Math.abs(x) - 56) / rx;
  const v = (y - 8) / ry;
  return (Math.sqrt(u * u + v * v) - 1) * Math.min(rx, ry);
}

/** Negative inside lung tissue. `cage` is the distance to the ribs' inside. */
function lungDistance(x: number, y: number, z: number, cage: number, middle: number): number {
  const bounds = Math.max(cage, -middle);
  if (z < 118) return Math.max(bounds, apex(x, y, z));
  return z > 205 ? Math.max(bounds, (z - diaphragm(x, y)) * 0.55) : bounds;
}

/** Negative inside lung tissue, anywhere: for placing vessels. */
function lungAt(x: number, y: number, z: number): number {
  const cage = Math.hypot(x, y) - cageRadius(Math.atan2(y, x), z) + 3;
  return lungDistance(x, y, z, cage, mediastinum(z)(x, y));
}

function targets(random: Random, side: 1 | -1, count: number): Point[] {
  const points: Point[] = [];
  while (points.length < count) {
    const z = 28 + random() * 262;
    const x = side * (18 + random() * 106);
    const y = -86 + random() * 172;
    if (lungAt(x, y, z) < -3) points.push([x, y, z]);
  }
  return points;
}

export interface LungTrees {
  readonly arteries: Tubes;
  readonly veins: Tubes;
  readonly bronchi: Tubes;
}

/** A bronchus beside every artery that is wide enough for one to be seen. */
function besideArteries(arteries: readonly Segment[]): Segment[] {
  return arteries.flatMap(({ from, to, radius, endRadius }) => {
    if (radius < 1.15) return [];
    const dx = to[0] - from[0];
    const dy = to[1] - from[1];
    const dz = to[2] - from[2];
    const side = from[0] > 0 ? -1 : 1;
    // At a right angle to the artery, towards the middle and the front.
    let px = side * (dy * dy + dz * dz) + dx * dy * 0.4;
    let py = -0.4 * (dx * dx + dz * dz) - side * dx * dy;
    let pz = -side * dx * dz + 0.4 * dy * dz;
    const length = Math.hypot(px, py, pz) || 1;
    px /= length;
    py /= length;
    pz /= length;
    const away = radius + radius * 0.75 + 0.7;
    const shift = (p: Point): Point => [p[0] + px * away, p[1] + py * away, p[2] + pz * away];
    return [{ from: shift(from), to: shift(to), radius: radius * 0.75, endRadius: endRadius * 0.75 }];
  });
}

let trees: LungTrees | null = null;

/** Grown once a thread: every scan is of the same patient. */
export const lungTrees = (): LungTrees => (trees ??= growTrees());

function growTrees(): LungTrees {
  const random = randomFrom(20_260_303);
  const grow = (root: readonly Point[], side: 1 | -1, count: number): Segment[] =>
    growTree({
      root,
      targets: targets(random, side, count),
      step: 3.2,
      reach: 4.5,
      leafRadius: 0.5,
      maxRadius: 6,
      random,
    });
  const arteries = [
    ...grow(
      [
        [-40, 4, 128],
        [-44, 9, 138],
        [-47, 16, 150],
      ],
      -1,
      2300,
    ),
    ...grow(
      [
        [46, 18, 117],
        [51, 25, 126],
        [55, 32, 140],
      ],
      1,
      2000,
    ),
  ];
  const veins = [
    ...grow(
      [
        [-36, 8, 158],
        [-44, 6, 158],
        [-50, 8, 160],
      ],
      -1,
      1700,
    ),
    ...grow(
      [
        [44, 8, 158],
        [52, 6, 158],
        [58, 8, 160],
      ],
      1,
      1500,
    ),
  ];
  return {
    arteries: new Tubes(arteries),
    veins: new Tubes(veins),
    bronchi: new Tubes(besideArteries(arteries)),
  };
}

/** Major fissures on both sides and the minor one on the right: a hair of soft tissue. */
function fissure(x: number, y: number, z: number): number {
  const major = (y - (54 - (z - 50) * 0.54 - 0.0016 * (Math.abs(x) - 60) ** 2)) * 0.87;
  const minor = x < 0 && y < 10 ? z - 150 - 0.003 * (x + 70) ** 2 - 0.002 * y * y : 50;
  return Math.min(Math.abs(major), Math.abs(minor) + 0.2);
}

const mottle = noiseTexture(18, 4);

/** The tissue, with its lines and the weight of blood towards the back. Call with the body painted. */
export function paintLungTissue(canvas: Canvas, polar: Polar, contours: Contours, z: number): void {
  const { values } = canvas;
  const middle = mediastinum(z);
  const { width, pixel, left, top } = canvas;
  for (let index = 0; index < values.length; index++) {
    const radius = polar.radius[index] ?? 0;
    const step = polar.step[index] ?? 0;
    const cage = radius - (contours.cage[step] ?? 0) + 1.3;
    if (cage > 1) continue;
    const x = left + (index % width) * pixel;
    const y = top + ((index / width) | 0) * pixel;
    // Nothing of the mediastinum reaches further out.
    const far = x > 88 || x < -70;
    const d = lungDistance(x, y, z, cage, far ? 20 : middle(x, y));
    const coverage = 0.5 - d / pixel;
    // Fat around the lungs: mediastinum, and what the abdomen will paint over.
    let value = -98;
    if (coverage > 0) {
      const basal = Math.max(0, (z - 190) / 100) * Math.max(0, (y - 30) / 50);
      const tissue =
        -868 +
        (y + 60) * 0.28 +
        (basal > 0 ? basal * 90 * Math.exp(-((d + 3) ** 2) / 60) : 0) +
        6 * mottle.at(Math.round(x * 1.4 + z * 3), Math.round(y * 1.4 - z * 3));
      const gap = d < -1 ? fissure(x, y, z) : 9;
      const line = gap < 2 ? 130 * Math.exp(-((gap / 0.75) ** 2)) : 0;
      value += (tissue + line - value) * Math.min(1, coverage);
    }
    values[index] = value;
  }
}

export function paintLungTrees(canvas: Canvas, trees: LungTrees, z: number, blood: Blood): void {
  const small = { strength: 0.96 };
  trees.bronchi.paint(canvas, z, -150, { grow: 0.62, strength: 0.8 });
  trees.bronchi.paint(canvas, z, -975, { grow: -0.1, strength: 0.95 });
  trees.veins.paint(canvas, z, Math.min(60, blood.leftHeart), small);
  trees.arteries.paint(canvas, z, Math.min(70, blood.lungArtery), small);
}
