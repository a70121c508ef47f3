import { around, type Canvas } from '../canvas.ts';
import { chain, Tubes, type Point } from '../tubes.ts';

/** HU of blood and muscle, with contrast medium and without. */
export interface Blood {
  readonly rightHeart: number;
  readonly leftHeart: number;
  readonly lungArtery: number;
  readonly aorta: number;
  readonly vein: number;
  readonly muscle: number;
}

export const withContrast: Blood = {
  rightHeart: 205,
  leftHeart: 182,
  lungArtery: 212,
  aorta: 188,
  vein: 260,
  muscle: 104,
};
export const withoutContrast: Blood = {
  rightHeart: 42,
  leftHeart: 42,
  lungArtery: 42,
  aorta: 42,
  vein: 42,
  muscle: 48,
};

const fatHu = -98;

/** The heart's long axis, from its base to its apex: left, forward, down. */
const axis: Point = [0.69, -0.52, 0.5];

/** An ellipsoid of revolution about an axis, cut by the plane at `z`. */
function spheroid(
  canvas: Canvas,
  centre: Point,
  along: number,
  across: number,
  z: number,
  value: number,
  direction = axis,
): void {
  const dz = z - centre[2];
  const reach = Math.max(along, across) + 2;
  if (Math.abs(dz) > reach) return;
  canvas.fill(
    around(centre[0], centre[1], reach),
    (x, y) => {
      const dx = x - centre[0];
      const dy = y - centre[1];
      const a = dx * direction[0] + dy * direction[1] + dz * direction[2];
      const b2 = Math.max(0, dx * dx + dy * dy + dz * dz - a * a);
      const f = Math.sqrt((a * a) / (along * along) + b2 / (across * across));
      return (f - 1) * across;
    },
    value,
  );
}

/** An ellipsoid along the axes of the body. */
function ellipsoid(
  canvas: Canvas,
  c: Point,
  rx: number,
  ry: number,
  rz: number,
  z: number,
  value: number,
  turn = 0,
): void {
  const cut = 1 - ((z - c[2]) / rz) ** 2;
  if (cut <= 0) return;
  const scale = Math.sqrt(cut);
  canvas.ellipse(c[0], c[1], rx * scale, ry * scale, value, turn);
}

const heartCentre: Point = [22, -27, 190];

/** Distance into the pericardium, for the lungs to make room: negative inside. */
export function pericardium(x: number, y: number, z: number): number {
  const dx = x - heartCentre[0];
  const dy = y - heartCentre[1];
  const dz = z - heartCentre[2];
  const a = dx * axis[0] + dy * axis[1] + dz * axis[2];
  const b2 = Math.max(0, dx * dx + dy * dy + dz * dz - a * a);
  return (Math.sqrt((a * a) / (67 * 67) + b2 / (49 * 49)) - 1) * 49;
}

const coronaries = new Tubes([
  ...chain([
    [16, -24, 150, 2],
    [26, -38, 162, 2],
    [40, -56, 180, 1.7],
    [58, -66, 205, 1.3],
    [66, -64, 222, 1],
  ]),
  ...chain([
    [-2, -32, 152, 2],
    [-18, -42, 165, 1.9],
    [-24, -40, 190, 1.7],
    [-12, -26, 216, 1.4],
  ]),
  ...chain([
    [18, -20, 151, 1.9],
    [38, -10, 165, 1.7],
    [54, -8, 188, 1.3],
  ]),
]);
const plaque = new Tubes(
  chain([
    [24, -36, 160, 1.2],
    [29, -42, 165, 1.2],
  ]),
);

export function paintHeart(canvas: Canvas, z: number, blood: Blood): void {
  spheroid(canvas, heartCentre, 65, 47, z, 20);
  spheroid(canvas, heartCentre, 63.8, 45.8, z, fatHu);
  const right: Point = [6, -44, 196];
  spheroid(canvas, right, 47, 30, z, blood.muscle, [0.8, -0.2, 0.56]);
  spheroid(canvas, right, 44, 27, z, blood.rightHeart, [0.8, -0.2, 0.56]);
  ellipsoid(canvas, [-27, -16, 184], 24, 29, 34, z, blood.muscle, 0.3);
  ellipsoid(canvas, [-27, -16, 184], 22, 27, 32, z, blood.rightHeart * 0.97, 0.3);
  ellipsoid(canvas, [9, 10, 164], 35, 19.5, 24, z, blood.muscle, -0.1);
  ellipsoid(canvas, [9, 10, 164], 33.5, 18, 22.5, z, blood.leftHeart, -0.1);
  ellipsoid(canvas, [40, -10, 152], 8, 12, 13, z, blood.leftHeart, 0.5);
  const left: Point = [36, -24, 199];
  spheroid(canvas, left, 52, 33, z, blood.muscle);
  spheroid(canvas, [34, -22, 197], 42, 23.5, z, blood.leftHeart);
  // Papillary muscles and the valve between atrium and ventricle.
  spheroid(canvas, [52, -20, 205], 13, 4.2, z, blood.muscle);
  spheroid(canvas, [48, -44, 206], 13, 4.2, z, blood.muscle);
  coronaries.paint(canvas, z, blood.aorta);
  plaque.paint(canvas, z, 640);
}
