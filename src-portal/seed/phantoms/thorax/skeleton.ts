import { around, curve, type Canvas } from '../canvas.ts';
import { chain, Tubes, type Segment } from '../tubes.ts';
import { cageRadius } from './body.ts';

const cortex = 720;
const marrow = 190;
const vertebra = 24.5;

/** Where rib `pair` (1 to 12) is after an angle from the back round to the front, on the left side. */
function ribPoint(pair: number, turn: number): [x: number, y: number, z: number] {
  const start = -8 + (pair - 1) * vertebra;
  const slope = pair === 1 ? 26 : 44 + pair * 3.2;
  // Down along the side, and up a little where the cartilage takes over.
  const z = start + slope * Math.sin(Math.min(turn, 2.2) * 0.72) ** 1.25;
  const angle = Math.PI / 2 - turn;
  const radius = cageRadius(angle, z) + 5.5;
  return [Math.cos(angle) * radius, Math.sin(angle) * radius, z];
}

const bony = curve([1, 2.35], [4, 2.15], [7, 1.95], [9, 1.75], [11, 1.35], [12, 1]);

function ribs(): { bone: Segment[]; cartilage: Segment[] } {
  const bone: Segment[] = [];
  const cartilage: Segment[] = [];
  for (let pair = 1; pair <= 12; pair++) {
    const end = bony(pair);
    for (const side of [1, -1]) {
      const points: [number, number, number, number][] = [];
      const head = -8 + (pair - 1) * vertebra;
      points.push([side * 17, 62, head - 2, 4], [side * 27, 72, head, 4.2]);
      for (let turn = 0.36; turn <= end; turn += 0.055) {
        const [x, y, z] = ribPoint(pair, turn);
        points.push([side * x, y, z, turn < 0.5 ? 5 : 4.6]);
      }
      bone.push(...chain(points));
      if (pair > 9) continue;
      const [x, y, z] = ribPoint(pair, end);
      const sternum = Math.min(60 + pair * 19, 190);
      const steps = 8;
      const strip: [number, number, number, number][] = [];
      for (let i = 0; i <= steps; i++) {
        const t = i / steps;
        const angle = Math.atan2(y, x) + (-Math.PI / 2 + 0.12 - Math.atan2(y, x)) * t;
        const level = z + (sternum - z) * t ** 1.4;
        const radius = cageRadius(angle, level) + 5.5;
        strip.push([side * Math.cos(angle) * radius, Math.sin(angle) * radius, level, 4.8]);
      }
      cartilage.push(...chain(strip));
    }
  }
  return { bone, cartilage };
}

function clavicles(): Segment[] {
  return [1, -1].flatMap((side) =>
    chain([
      [side * 12, -74, 60, 8],
      [side * 30, -80, 47, 6],
      [side * 62, -76, 30, 5.5],
      [side * 100, -46, 14, 6],
      [side * 122, -22, 6, 6.5],
    ]),
  );
}

export interface Skeleton {
  readonly ribs: Tubes;
  readonly cartilages: Tubes;
  readonly clavicles: Tubes;
}

export function skeleton(): Skeleton {
  const { bone, cartilage } = ribs();
  return { ribs: new Tubes(bone), cartilages: new Tubes(cartilage), clavicles: new Tubes(clavicles()) };
}

function paintVertebra(canvas: Canvas, z: number): void {
  const level = (((z + 8) % vertebra) + vertebra) % vertebra;
  const widen = 1 + z / 1500;
  const centreY = 52;
  const disc = level > 19.5;
  const edge = Math.min(Math.abs(level - 19.5), Math.abs(level - 0.4), Math.abs(level - vertebra));
  const waist = disc ? 1 : 1 - 0.075 * Math.sin((level / 19.5) * Math.PI);
  const rx = 16.5 * widen * waist;
  const ry = 14 * widen * waist;
  if (disc) {
    canvas.ellipse(0, centreY, rx * 0.99, ry * 0.99, 95);
    canvas.ellipse(0, centreY, rx * 0.55, ry * 0.55, 78, 0, 0.8);
  } else {
    canvas.ellipse(0, centreY, rx, ry, edge < 1.3 ? 520 : 560);
    canvas.ellipse(0, centreY, rx - 1.3, ry - 1.3, edge < 1.3 ? 430 : 205);
    if (edge >= 1.3) {
      canvas.each(around(0, centreY, rx - 2), (x, y, value) => {
        const inside = (x / (rx - 2)) ** 2 + ((y - centreY) / (ry - 2)) ** 2 < 1;
        return inside ? value + 32 * Math.sin(x * 2.9 + z) * Math.sin(y * 3.1 + z * 0.7) : value;
      });
      // Basivertebral vein.
      if (Math.abs(level - 10) < 1.5) canvas.ellipse(0, centreY + ry - 6, 1.3, 6, 110);
    }
  }
  const canalY = centreY + ry + 8;
  const arch = level > 3 && level < 17;
  const bone = (cx: number, cy: number, bx: number, by: number, turn: number): void => {
    canvas.ellipse(cx, cy, bx, by, cortex * 0.8, turn);
    canvas.ellipse(cx, cy, bx - 1.5, by - 1.5, marrow + 40, turn);
  };
  for (const side of [1, -1]) {
    // Transverse processes, joints, laminae; pedicles in the upper half alone, the nerve's way out in the lower.
    if (level > 3 && level < 12) bone(side * 25, canalY + 5, 15, 4.6, side * 0.5);
    if (level > 1 && level < 10) bone(side * 11.5, canalY - 5, 4.2, 8, 0);
    bone(side * 13, canalY + 4.5, 6, 5, side * 0.4);
    if (arch || level > 17) bone(side * 7, canalY + 10, 9, 3.4, side * -0.7);
  }
  canvas.ellipse(0, canalY, 9, 8.6, -60);
  canvas.ellipse(0, canalY, 7.6, 7.2, 18);
  canvas.ellipse(0, canalY, 4.4, 3.8, 42);
  // The spinous process slopes down: further back, further along.
  const tip = level < 20 ? 17 + level * 0.55 : 16;
  bone(0, canalY + 11 + tip / 2, 3.4, tip / 2, 0);
}

function paintScapulae(canvas: Canvas, z: number): void {
  if (z > 152) return;
  const fade = Math.min(1, (152 - z) / 20);
  for (const side of [1, -1]) {
    const cx = side * (118 - z * 0.12);
    const cy = 62 + z * 0.1;
    const length = 34 * fade;
    const turn = side * -0.72;
    canvas.ellipse(cx, cy, length, 3.1, 600, turn);
    canvas.ellipse(cx, cy, length - 2, 1.5, 190, turn);
    if (z < 62) {
      // Spine of the scapula and its neck towards the shoulder.
      canvas.ellipse(cx + side * 12, cy + 10, 20, 3.4, 560, side * 0.5);
      canvas.ellipse(cx + side * 12, cy + 10, 18, 1.7, 200, side * 0.5);
      canvas.ellipse(cx + side * 22, cy - 24, 10, 13, 520, side * 0.3);
      canvas.ellipse(cx + side * 22, cy - 24, 8, 11, 210, side * 0.3);
    }
    if (z < 34) {
      const radius = Math.sqrt(Math.max(0, 24 ** 2 - (z - 8) ** 2));
      canvas.ellipse(cx + side * 38, cy - 42, radius, radius * 0.98, 620);
      canvas.ellipse(cx + side * 38, cy - 42, radius - 2, radius * 0.98 - 2, 175);
    }
  }
}

const sternumY = (z: number): number => -cageRadius(-Math.PI / 2, z) - 5;

export function paintSkeleton(
  canvas: Canvas,
  { ribs: bones, cartilages, clavicles: keys }: Skeleton,
  z: number,
): void {
  paintScapulae(canvas, z);
  cartilages.paint(canvas, z, 108, { flatten: 1.5 });
  bones.paint(canvas, z, cortex, { flatten: 1.7 });
  bones.paint(canvas, z, marrow, { grow: -1.25, flatten: 1.7 });
  keys.paint(canvas, z, cortex + 60);
  keys.paint(canvas, z, marrow, { grow: -1.7 });
  if (z > 56 && z < 226) {
    const wide = z < 96 ? 25 - (z - 56) * 0.2 : z > 196 ? 10 * Math.max(0.2, (226 - z) / 30) : 15.5;
    const y = sternumY(z);
    const deep = z > 196 ? 4 : 6.4;
    canvas.ellipse(0, y, wide, deep, z > 196 ? 220 : 480);
    canvas.ellipse(0, y, wide - 1.5, deep - 1.4, z > 196 ? 130 : 135);
    if (Math.abs(z - 97) < 2) canvas.ellipse(0, y, wide, deep, 120);
  }
  paintVertebra(canvas, z);
}
