import type { Canvas } from '../canvas.ts';
import { chain, Tubes, type Point } from '../tubes.ts';
import type { Contours, Polar } from './body.ts';
import { diaphragm } from './lungs.ts';

interface Organ {
  readonly centre: Point;
  readonly radii: Point;
  readonly plain: number;
  readonly contrast: number;
}

const liver: Organ = { centre: [-58, -12, 288], radii: [94, 84, 82], plain: 58, contrast: 96 };
const leftLobe: Organ = { centre: [8, -40, 276], radii: [48, 36, 42], plain: 58, contrast: 96 };
const spleen: Organ = { centre: [92, 36, 284], radii: [25, 40, 46], plain: 50, contrast: 124 };
const stomach: Organ = { centre: [54, -22, 290], radii: [44, 46, 58], plain: 22, contrast: 22 };

const hepaticVeins = new Tubes([
  ...chain([
    [-24, 2, 244, 5],
    [-50, -8, 258, 4],
    [-84, -12, 276, 2.6],
    [-104, -14, 290, 1.8],
  ]),
  ...chain([
    [-24, 0, 244, 4.6],
    [-40, -30, 258, 3.6],
    [-52, -54, 280, 2.2],
  ]),
  ...chain([
    [-22, -2, 244, 4],
    [-4, -30, 262, 3],
    [14, -46, 282, 2],
  ]),
  ...chain([
    [-40, 8, 300, 5],
    [-64, 12, 286, 4],
    [-92, 20, 276, 2.6],
  ]),
]);

interface Posture {
  readonly contrast: boolean;
  readonly standing: boolean;
}

/** Below the diaphragm: fat, liver, spleen, stomach with its air in front, and the crura beside the spine. */
export function paintAbdomen(
  canvas: Canvas,
  polar: Polar,
  contours: Contours,
  z: number,
  { contrast, standing }: Posture,
): void {
  if (z < 205) return;
  const { values, width, left, top } = canvas;
  const hu = (organ: Organ): number => (contrast ? organ.contrast : organ.plain);
  const cut = ({ centre, radii }: Organ, x: number, y: number, grow: number): number => {
    const u = (x - centre[0]) / (radii[0] + grow);
    const v = (y - centre[1]) / (radii[1] + grow);
    const w = (z - centre[2]) / (radii[2] + grow);
    return (Math.sqrt(u * u + v * v + w * w) - 1) * Math.min(radii[0], radii[1]);
  };
  const soft = canvas.pixel;
  for (let index = 0; index < values.length; index++) {
    const radius = polar.radius[index] ?? 0;
    const step = polar.step[index] ?? 0;
    const cage = radius - (contours.cage[step] ?? 0) + 3;
    if (cage > 0.5) continue;
    const x = left + (index % width) * soft;
    const y = top + ((index / width) | 0) * soft;
    const under = (diaphragm(x, y) - z) * 0.55;
    const inside = 0.5 - Math.max(under, cage) / soft;
    if (inside <= 0) continue;
    let value = -104;
    const mix = (d: number, to: number): void => {
      const coverage = 0.5 - d / soft;
      if (coverage > 0) value += (to - value) * Math.min(1, coverage);
    };
    mix(Math.max(cut(liver, x, y, 0), under + 1, cage + 1, x - 34), hu(liver));
    mix(Math.max(cut(leftLobe, x, y, 0), under + 1, cage + 1), hu(leftLobe));
    mix(Math.max(cut(spleen, x, y, 0), under + 1.5, cage + 2.5), hu(spleen));
    const gastric = Math.max(cut(stomach, x, y, 0), under + 2);
    mix(gastric, 55);
    mix(
      gastric + 3.5,
      (standing ? z < 252 : y < -30) ? -990 : stomach.plain + 9 * Math.sin(x * 0.5) * Math.sin(y * 0.4),
    );
    // The diaphragm itself.
    if (Math.max(under, cage) > -2.2) value = value < 0 ? 45 : value;
    values[index] = (values[index] ?? 0) + (value - (values[index] ?? 0)) * Math.min(1, inside);
  }
  const inLiver = (value: number): boolean => value > 30 && value < 110;
  const veins = hepaticVeins.near(z);
  if (contrast && veins.length > 0) {
    const before = canvas.values.slice();
    hepaticVeins.paint(canvas, z, 142);
    for (let index = 0; index < values.length; index++) {
      if (!inLiver(before[index] ?? 0)) values[index] = before[index] ?? 0;
    }
  }
  if (z > 250) {
    canvas.ellipse(-13, 36, 5, 12, 58, 0.35);
    canvas.ellipse(19, 42, 5, 13, 58, -0.3);
  }
}
