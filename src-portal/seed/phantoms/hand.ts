import { noiseTexture } from './noise.ts';
import { chord, letterG, Radiograph, soften } from './radiograph.ts';

/** x, y of a knot of a bone's axis, and its radius; millimetres in an adult's left hand, back of the hand in view. */
type Knot = readonly [x: number, y: number, radius: number];

interface Ray {
  /** Base of the metacarpal, its head, and the ends of the phalanges. */
  readonly joints: readonly (readonly [x: number, y: number])[];
  readonly radii: readonly number[];
  /** Height above the detector's plane when the hand is turned. */
  readonly lift: number;
}

const rays: readonly Ray[] = [
  {
    joints: [
      [23, 57],
      [45, 30],
      [58, 4],
      [67, -17],
    ],
    radii: [5.6, 4.9, 4.4],
    lift: 24,
  },
  {
    joints: [
      [12, 50],
      [19, -9],
      [25, -49],
      [28, -73],
      [30, -91],
    ],
    radii: [5, 4.7, 3.9, 3.3],
    lift: 8,
  },
  {
    joints: [
      [3, 48],
      [3, -14],
      [3, -58],
      [3, -87],
      [3, -106],
    ],
    radii: [4.9, 4.7, 4, 3.4],
    lift: 2,
  },
  {
    joints: [
      [-6, 50],
      [-13, -8],
      [-19, -48],
      [-22, -74],
      [-24, -92],
    ],
    radii: [4.3, 4.3, 3.7, 3.2],
    lift: -6,
  },
  {
    joints: [
      [-14, 53],
      [-27, 1],
      [-36, -29],
      [-41, -48],
      [-44, -64],
    ],
    radii: [4.2, 3.9, 3.3, 2.9],
    lift: -13,
  },
];
const carpals: readonly (readonly [x: number, y: number, rx: number, ry: number, lift: number])[] = [
  [12.5, 71, 6.5, 9.5, 6],
  [0.5, 75, 7, 7, 2],
  [-10.5, 71.5, 6, 6.5, -5],
  [-12.5, 68.5, 4.2, 4.6, 9],
  [21, 63, 6.2, 6.4, 11],
  [12, 58.5, 4.8, 5.2, 4],
  [2.5, 61.5, 6.6, 9.8, 0],
  [-8.5, 61, 6.8, 8, -5],
];

export interface HandOptions {
  readonly age: 'adult' | 'child';
  readonly oblique: boolean;
  readonly width: number;
  readonly height: number;
  readonly pixel: number;
}

const soft = 0.021;
const compact = 0.145;
const spongy = 0.05;

/** A long bone: wide and spongy at its ends, narrow and compact in its shaft. */
function longBone(
  picture: Radiograph,
  from: Knot,
  to: Knot,
  texture: (x: number, y: number) => number,
): void {
  const dx = to[0] - from[0];
  const dy = to[1] - from[1];
  const length = Math.hypot(dx, dy);
  const ux = dx / length;
  const uy = dy / length;
  const reach = Math.max(from[2], to[2]) * 1.7;
  picture.each(
    Math.min(from[0], to[0]) - reach,
    Math.min(from[1], to[1]) - reach,
    Math.max(from[0], to[0]) + reach,
    Math.max(from[1], to[1]) + reach,
    (x, y, value) => {
      const px = x - from[0];
      const py = y - from[1];
      const along = px * ux + py * uy;
      const t = along / length;
      if (t < -0.02 || t > 1.02) return value;
      const across = Math.abs(px * uy - py * ux);
      const base = from[2] + (to[2] - from[2]) * t;
      const end = Math.min(along, length - along);
      // Flares over the last fifth, and rounds off at the joint.
      const flare = Math.exp(-((end / (length * 0.16)) ** 2));
      const round = Math.sqrt(Math.max(0, 1 - Math.max(0, 1 - end / 2.2) ** 2));
      const radius = base * (0.72 + 0.62 * flare) * (end < 2.2 ? 0.72 + 0.28 * round : 1);
      if (end < 0 || across > radius) return value;
      const wall = 0.45 + (1 - flare) * base * 0.27;
      const inner = Math.max(0, radius - wall);
      const cavity = chord(inner, across);
      const shell = chord(radius, across) - cavity;
      const grain = 1 + 0.3 * texture(x, y) * flare;
      // The end plates seen from the side.
      const plate = end < 0.7 ? cavity * 0.4 : 0;
      return value + (shell + plate) * compact + cavity * spongy * (0.35 + 0.65 * flare) * grain;
    },
  );
}

function roundBone(
  picture: Radiograph,
  [cx, cy, rx, ry]: readonly [number, number, number, number],
  texture: (x: number, y: number) => number,
): void {
  picture.each(cx - rx, cy - ry, cx + rx, cy + ry, (x, y, value) => {
    const f = Math.hypot((x - cx) / rx, (y - cy) / ry) ** 1.25;
    if (f >= 1) return value;
    const deep = Math.min(rx, ry) * 1.7;
    const whole = deep * Math.sqrt(1 - f * f);
    const g = f / (1 - 0.75 / Math.min(rx, ry));
    const cavity = g < 1 ? (deep - 1.2) * Math.sqrt(1 - g * g) : 0;
    return value + (whole - cavity) * compact + cavity * spongy * (1 + 0.25 * texture(x, y));
  });
}

/** Attenuation of a left hand. The thickest way through soft tissue counts: fingers lie side by side. */
export function handRadiograph({ age, oblique, width, height, pixel }: HandOptions): Radiograph {
  const picture = new Radiograph(width, height, pixel);
  const child = age === 'child';
  const scale = child ? 0.7 : 1;
  const grain = noiseTexture(90 + (oblique ? 1 : 0), 3);
  const texture = (x: number, y: number): number =>
    grain.at(Math.round(x / pixel / 1.5) + 3000, Math.round(y / pixel / 1.5) + 3000);
  const place = (x: number, y: number, lift: number): readonly [number, number] => {
    const turned = oblique ? x * 0.6 + lift * 0.9 + 4 : x;
    return [turned * scale, (y + 4) * scale];
  };

  const flesh = (from: Knot, to: Knot): void => {
    const reach = Math.max(from[2], to[2]) + 1;
    const dx = to[0] - from[0];
    const dy = to[1] - from[1];
    const length2 = dx * dx + dy * dy;
    picture.each(
      Math.min(from[0], to[0]) - reach,
      Math.min(from[1], to[1]) - reach,
      Math.max(from[0], to[0]) + reach,
      Math.max(from[1], to[1]) + reach,
      (x, y, value) => {
        const t = Math.min(1, Math.max(0, ((x - from[0]) * dx + (y - from[1]) * dy) / length2));
        const d = Math.hypot(x - from[0] - dx * t, y - from[1] - dy * t);
        const radius = from[2] + (to[2] - from[2]) * t;
        return Math.max(value, chord(radius, d) ** 0.8 * 1.6 * soft);
      },
    );
  };
  const fleshy = (x: number, y: number, lift: number, radius: number): Knot => {
    const [px, py] = place(x, y, lift);
    return [px, py, radius * scale];
  };
  for (const [index, { joints, lift }] of rays.entries()) {
    joints.slice(1).forEach(([x, y], joint) => {
      const [fromX, fromY] = joints[joint] ?? [x, y];
      const thick = index === 0 ? 11 : 9.6;
      const last = joint === joints.length - 2;
      flesh(
        fleshy(fromX, fromY, lift, joint === 0 ? 17 : thick - joint * 0.7),
        fleshy(
          x,
          y - (last ? 3 : 0),
          lift,
          joint === 0 ? 12.5 : thick - (joint + 1) * 0.7 - (last ? 0.8 : 0),
        ),
      );
    });
  }
  flesh(fleshy(-8, 35, 0, 26), fleshy(-4, 70, 0, 27));
  flesh(fleshy(22, 52, 12, 18), fleshy(38, 34, 18, 14));
  flesh(fleshy(-2, 70, 0, 27), fleshy(-2, 150, 0, 29));

  const bones = (): void => {
    for (const { joints, radii, lift } of rays) {
      joints.slice(1).forEach((end, joint) => {
        const start = joints[joint] ?? end;
        const radius = (radii[joint] ?? 3) * scale;
        const [x0, y0] = place(start[0], start[1], lift);
        const [x1, y1] = place(end[0], end[1], lift);
        const length = Math.hypot(x1 - x0, y1 - y0);
        const ux = (x1 - x0) / length;
        const uy = (y1 - y0) / length;
        // Worn joints in two fingers of the adult: the last gap of the second and third rays.
        const worn = !child && joint === 3 && lift >= 0;
        const gap = (worn ? 0.25 : 0.9) * (child ? 1.5 : 1);
        const headEnd = joint === joints.length - 2 ? 0 : gap * 0.5;
        const plate = child ? 2.6 : 0;
        const thumbOrPhalanx = joint > 0 || lift > 20;
        const atBase = gap * 0.5 + (thumbOrPhalanx ? plate + (child ? 1.3 : 0) : 0);
        const atHead = headEnd + (child && !thumbOrPhalanx ? plate + 1.3 : 0);
        const tip = joint === joints.length - 2 ? radius * 0.75 : radius * 0.95;
        longBone(
          picture,
          [x0 + ux * atBase, y0 + uy * atBase, radius],
          [x1 - ux * atHead, y1 - uy * atHead, tip],
          texture,
        );
        if (child) {
          const at = thumbOrPhalanx ? gap * 0.5 + plate / 2 : length - headEnd - plate / 2;
          const wide = thumbOrPhalanx ? radius * 1.15 : radius * 1.05;
          roundBone(
            picture,
            [x0 + ux * at, y0 + uy * at, wide, thumbOrPhalanx ? plate / 2 + 0.35 : wide * 0.8],
            texture,
          );
        }
      });
    }
    for (const [x, y, rx, ry, lift] of carpals) {
      if (child && rx < 4.5) continue;
      const [px, py] = place(x, y, lift);
      const size = child ? 0.72 : 1;
      roundBone(picture, [px, py, rx * scale * size, ry * scale * size], texture);
    }
    const forearm = (x: number, top: number, lift: number, radius: number, shaft: number): void => {
      const [px, py] = place(x, top, lift);
      const [qx] = place(x * 0.9, 160, lift);
      const cap = child ? 5 : 0;
      longBone(picture, [px, py + cap, radius * scale], [qx, py + 90 * scale, shaft * scale], texture);
      if (child) roundBone(picture, [px, py + 1.6, radius * scale * 1.25, 2.4], texture);
    };
    forearm(9.5, 81, 3, 11.5, 8.5);
    forearm(-14, 84, -4, 6.8, 6);
  };
  bones();
  soften(picture.values, width, height, 1);
  // The marker lies on the detector, outside the hand.
  const mx = child ? 62 : -72;
  const my = 60 * scale;
  picture.each(mx - 9, my - 9, mx + 9, my + 9, (x, y, value) =>
    letterG(x - mx, y - my, 12) < 0 ? 2.4 : value,
  );
  return picture;
}
