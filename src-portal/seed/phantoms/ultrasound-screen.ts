import { curve } from './canvas.ts';

/** Pixels, centimetres and radians: where the sector lies in the picture. */
export const screen = {
  width: 800,
  height: 600,
  perCm: 32,
  probeX: 400,
  probeY: 42,
  depth: 16,
  halfAngle: 0.72,
} as const;

export interface UltrasoundFrame {
  /** RGB, `screen.width` × `screen.height`. */
  readonly rgb: Buffer;
}

function dot(rgb: Buffer, x: number, y: number, colour: readonly [number, number, number]): void {
  if (x < 0 || y < 0 || x >= screen.width || y >= screen.height) return;
  const at = (Math.round(y) * screen.width + Math.round(x)) * 3;
  rgb[at] = colour[0];
  rgb[at + 1] = colour[1];
  rgb[at + 2] = colour[2];
}

const ecg = curve(
  [0, 1],
  [0.02, -0.3],
  [0.05, 0],
  [0.26, 0],
  [0.34, 0.28],
  [0.43, 0],
  [0.8, 0],
  [0.86, 0.15],
  [0.91, 0],
  [0.97, -0.08],
  [1, 1],
);

/** Depth scale, grey and colour bars, the box of the Doppler, the trace of the heart's current. */
export function drawFurniture(rgb: Buffer, phase: number, colour: boolean): void {
  const { width, perCm, probeX, probeY, depth } = screen;
  for (let cm = 0; cm <= depth; cm++) {
    const length = cm % 5 === 0 ? 10 : 5;
    for (let i = 0; i < length; i++) dot(rgb, 745 - i, probeY + cm * perCm, [210, 210, 210]);
  }
  for (let row = 0; row < 160; row++) {
    const level = 1 - row / 159;
    for (let i = 0; i < 14; i++) dot(rgb, 24 + i, 60 + row, [level * 255, level * 255, level * 255]);
    if (!colour) continue;
    const speed = level * 2 - 1;
    const s = Math.abs(speed);
    for (let i = 0; i < 14; i++) {
      dot(
        rgb,
        48 + i,
        60 + row,
        speed > 0 ? [110 + 145 * s, 215 * s * s, 10] : [20 * s, 190 * s * s, 110 + 145 * s],
      );
    }
  }
  if (colour) {
    for (const angle of [-0.13, 0.41]) {
      for (let r = 5.4; r <= 13.6; r += 0.015) {
        dot(rgb, probeX + Math.sin(angle) * r * perCm, probeY + Math.cos(angle) * r * perCm, [230, 230, 230]);
      }
    }
    for (const r of [5.4, 13.6]) {
      for (let angle = -0.13; angle <= 0.41; angle += 0.001) {
        dot(rgb, probeX + Math.sin(angle) * r * perCm, probeY + Math.cos(angle) * r * perCm, [230, 230, 230]);
      }
    }
  }
  // Two beats across the picture; the part not yet drawn is missing, as on a monitor.
  const end = 120 + ((1 + phase) / 2) * 560;
  let previous = 0;
  for (let x = 120; x < width - 120; x++) {
    if (x > end && x < end + 14) continue;
    const beat = (((x - 120) / 560) * 2) % 1;
    const y = 584 - ecg(beat) * 34;
    for (let i = Math.min(previous || y, y); i <= Math.max(previous || y, y); i++)
      dot(rgb, x, i, [60, 210, 90]);
    previous = y;
  }
}

/** Two crosses and the dotted line between them, at points in centimetres. */
export function drawCalliper(
  { rgb }: UltrasoundFrame,
  from: readonly [x: number, y: number],
  to: readonly [x: number, y: number],
): void {
  const place = ([x, y]: readonly [number, number]): readonly [number, number] => [
    screen.probeX + x * screen.perCm,
    screen.probeY + y * screen.perCm,
  ];
  const [ax, ay] = place(from);
  const [bx, by] = place(to);
  for (const [x, y] of [
    [ax, ay],
    [bx, by],
  ] as const) {
    for (let i = -6; i <= 6; i++) {
      dot(rgb, x + i, y, [255, 230, 60]);
      dot(rgb, x, y + i, [255, 230, 60]);
    }
  }
  const steps = Math.hypot(bx - ax, by - ay) / 6;
  for (let i = 0; i <= steps; i++)
    dot(rgb, ax + ((bx - ax) * i) / steps, ay + ((by - ay) * i) / steps, [255, 230, 60]);
}
