import { randomFrom } from './random.ts';

/**
 * Distance, about, to the nearest place where a smooth random field is zero: sheets that fold through space, some
 * `length / 2` apart; millimetres.
 */
export function waves(seed: number, length: number, count = 7): (x: number, y: number, z: number) => number {
  const random = randomFrom(seed);
  const list = Array.from({ length: count }, () => {
    const z = random() * 2 - 1;
    const turn = random() * 2 * Math.PI;
    const flat = Math.sqrt(1 - z * z);
    const k = ((2 * Math.PI) / length) * (0.75 + random() * 0.5);
    return [Math.cos(turn) * flat * k, Math.sin(turn) * flat * k, z * k, random() * 2 * Math.PI] as const;
  });
  const scale = Math.sqrt(2 / count);
  const steepest = 0.3 * ((2 * Math.PI) / length);
  return (x, y, z) => {
    let value = 0;
    let gx = 0;
    let gy = 0;
    let gz = 0;
    for (const [kx, ky, kz, phase] of list) {
      const angle = kx * x + ky * y + kz * z + phase;
      const slope = Math.cos(angle);
      value += Math.sin(angle);
      gx += slope * kx;
      gy += slope * ky;
      gz += slope * kz;
    }
    const steep = Math.sqrt(gx * gx + gy * gy + gz * gz) * scale;
    return Math.abs(value * scale) / Math.max(steep, steepest);
  };
}
