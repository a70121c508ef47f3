import { curve, smoothstep, type Canvas } from '../canvas.ts';
import { noiseTexture } from '../noise.ts';

/*
 * A thorax in millimetres: x to the patient's left, y to the back, z downwards from the top of the scan (0 to 300).
 * The midline is x = 0; y = 0 lies halfway between sternum and spine.
 */

const steps = 720;

/** Distances from the axis by angle: the inside of the ribs, the outside of the muscles, the skin. */
export interface Contours {
  readonly cage: Float32Array;
  readonly muscle: Float32Array;
  readonly skin: Float32Array;
  /** Where, between cage and skin of the muscles, the fat between two of them lies: 0 to 1. */
  readonly plane: Float32Array;
}

const cageWidth = curve([0, 52], [28, 76], [70, 107], [130, 121], [220, 126], [300, 120]);
const cageDepth = curve([0, 60], [40, 70], [100, 82], [180, 87], [300, 86]);
const shoulder = curve([0, 102], [25, 78], [60, 38], [110, 14], [160, 5], [300, 4]);
const pectoral = curve([0, 6], [40, 17], [90, 15], [130, 4], [300, 2]);
const blade = curve([0, 22], [60, 26], [120, 16], [170, 7], [300, 5]);
const breast = curve([90, 0], [130, 14], [175, 27], [205, 14], [235, 0]);
const fat = curve([0, 13], [120, 12], [200, 13], [300, 21]);

const bump = (angle: number, centre: number, width: number): number => {
  const away = Math.abs(((angle - centre + 3 * Math.PI) % (2 * Math.PI)) - Math.PI);
  return Math.exp(-((away / width) ** 2));
};

/** Where the inside of the ribs is in a direction; ribs and costal cartilages follow it. */
export function cageRadius(angle: number, z: number): number {
  const c = Math.abs(Math.cos(angle)) / cageWidth(z);
  const s = Math.abs(Math.sin(angle)) / cageDepth(z);
  return (c ** 2.25 + s ** 2.25) ** (-1 / 2.25);
}

const backAt = curve([0, 112], [60, 122], [150, 121], [300, 117]);

/** What lies behind a plane, pressed to a fifth, without a corner. */
function smoothExcess(excess: number): number {
  return 0.4 * (excess + Math.sqrt(excess * excess + 36));
}

export function contoursAt(z: number): Contours {
  const cage = new Float32Array(steps);
  const muscle = new Float32Array(steps);
  const skin = new Float32Array(steps);
  const plane = new Float32Array(steps);
  const side = (angle: number, at: number, width: number): number =>
    bump(angle, at, width) + bump(angle, Math.PI - at, width);
  for (let i = 0; i < steps; i++) {
    const angle = (i / steps) * 2 * Math.PI;
    const inner = cageRadius(angle, z);
    const spine = bump(angle, Math.PI / 2, 0.45) * 29;
    const wall =
      13 +
      side(angle, 0.05, 0.5) * shoulder(z) +
      side(angle, -0.85, 0.42) * pectoral(z) +
      side(angle, 0.62, 0.38) * blade(z) +
      spine;
    // Lying on the back flattens it.
    const sine = Math.sin(angle);
    const flat = (radius: number, at: number): number =>
      sine > 0.3 ? radius - smoothExcess(radius * sine - at) / sine : radius;
    plane[i] = 0.5 + 0.06 * Math.sin(i * 0.05) + 0.03 * Math.sin(i * 0.13 + z * 0.1);
    cage[i] = inner;
    const muscles = flat(inner + wall, backAt(z) - 11) - bump(angle, Math.PI / 2, 0.05) * 5;
    muscle[i] = muscles;
    const outside =
      inner +
      wall +
      fat(z) * (0.75 + 0.35 * bump(angle, 0.35, 0.7) + 0.35 * bump(angle, Math.PI - 0.35, 0.7)) +
      side(angle, -0.93, 0.36) * breast(z) -
      bump(angle, -Math.PI / 2, 0.14) * breast(z) * 0.25;
    skin[i] = Math.max(flat(outside, backAt(z)) - bump(angle, Math.PI / 2, 0.05) * 3, muscles + 4);
  }
  return { cage, muscle, skin, plane };
}

/** For each pixel its distance from the axis and its direction in steps of half a degree. */
export class Polar {
  readonly radius: Float32Array;
  readonly step: Uint16Array;

  constructor(canvas: Canvas, shiftX: number, shiftY: number) {
    this.radius = new Float32Array(canvas.values.length);
    this.step = new Uint16Array(canvas.values.length);
    for (let row = 0; row < canvas.height; row++) {
      for (let column = 0; column < canvas.width; column++) {
        const x = canvas.left + column * canvas.pixel - shiftX;
        const y = canvas.top + row * canvas.pixel - shiftY;
        const index = row * canvas.width + column;
        this.radius[index] = Math.hypot(x, y);
        this.step[index] = Math.floor(((Math.atan2(y, x) / (2 * Math.PI) + 1) % 1) * steps) % steps;
      }
    }
  }
}

const skinHu = 30;
const fatHu = -102;
const muscleHu = 58;

const fibres = noiseTexture(17, 1, 4);

/** The fat between two muscles: HU less, by the distance to their boundary. */
function groove(distance: number): number {
  const near = 1 - Math.abs(distance) / 2.1;
  return near > 0 ? 72 * near * near : 0;
}

/** Skin, fat, glandular tissue of the breasts, muscles with the fat between them; what lies inside stays to be painted. */
export function paintBody(canvas: Canvas, polar: Polar, contours: Contours, z: number): void {
  const { values } = canvas;
  const glands = breast(z) / 27;
  for (let index = 0; index < values.length; index++) {
    const radius = polar.radius[index] ?? 0;
    const step = polar.step[index] ?? 0;
    const outer = contours.skin[step] ?? 0;
    if (radius > outer + 1) continue;
    const middle = contours.muscle[step] ?? 0;
    const inner = contours.cage[step] ?? 0;
    const cover = Math.min(1, (outer - radius) / canvas.pixel + 0.5);
    let value: number;
    if (radius > outer - 1.7) value = skinHu;
    else if (radius > middle) {
      value = fatHu;
      if (glands > 0 && step > 375 && outer - middle > 18) {
        const depth = (radius - middle) / (outer - middle);
        const strand = Math.sin(step * 0.21 + radius * 0.11) * Math.sin(step * 0.083 - radius * 0.23);
        const place = smoothstep(0.15, 0.4, depth) * smoothstep(0.95, 0.7, depth);
        value += glands * place * smoothstep(0.1, 0.75, strand) * 110;
      }
      // Thin septa through the fat.
      if ((step * 0.111 + radius * 0.016) % 1 < 0.022) value += 35;
      value += (muscleHu - fatHu) * Math.max(0, 1 - (radius - middle) / canvas.pixel);
    } else {
      value = muscleHu;
      const thickness = middle - inner;
      const depth = (radius - inner) / thickness;
      if (thickness > 17) {
        value -= groove((depth - (contours.plane[step] ?? 0)) * thickness);
        if (thickness > 34) value -= groove((depth - 0.77) * thickness);
      }
      if (depth < 0.06 || radius < inner) value = 12;
      // Fibres.
      value += fibres.at(step * 2, Math.round(radius * 3)) * 4;
    }
    values[index] = (values[index] ?? 0) + (value - (values[index] ?? 0)) * Math.max(0, cover);
  }
}
