import { around, Canvas } from '../canvas.ts';
import { noiseTexture } from '../noise.ts';
import { randomFrom } from '../random.ts';
import { paintAbdomen } from './abdomen.ts';
import { contoursAt, paintBody, Polar } from './body.ts';
import { paintHeart, withContrast, withoutContrast } from './heart.ts';
import { lungTrees, paintLungTissue, paintLungTrees, type LungTrees } from './lungs.ts';
import { paintSkeleton, skeleton, type Skeleton } from './skeleton.ts';
import { paintAirways, paintGreatVessels } from './vessels.ts';

export interface ThoraxOptions {
  readonly size: number;
  /** Millimetres a pixel. */
  readonly pixel: number;
  readonly contrast: boolean;
  readonly nodule: boolean;
  /** How the patient lies, against the middle of the picture: millimetres. */
  readonly shift: readonly [x: number, y: number];
  /** Standard deviation in soft tissue, HU. */
  readonly noise: number;
  readonly seed: number;
  /** Upright, for a radiograph: no couch, and the stomach's air on top. */
  readonly standing?: boolean;
}

/** Millimetres; z from the top of the scan. Its centre lies in image 87 of slices of 1.5 mm. */
export const nodule = { x: -79, y: -24, z: 129.75, radius: 5.5, hu: 38 } as const;

/** One patient's chest, sliced across. */
export class Thorax {
  readonly #options: ThoraxOptions;
  readonly #canvas: Canvas;
  readonly #polar: Polar;
  readonly #trees: LungTrees;
  readonly #skeleton: Skeleton;

  constructor(options: ThoraxOptions) {
    const { size, pixel, shift } = options;
    const corner = -((size - 1) / 2) * pixel;
    this.#options = options;
    // The canvas is in the patient's coordinates: the shift is in where its corner lies.
    this.#canvas = new Canvas(size, size, pixel, corner - shift[0], corner - shift[1]);
    this.#polar = new Polar(this.#canvas, 0, 0);
    this.#trees = lungTrees();
    this.#skeleton = skeleton();
  }

  /** HU without noise, in the plane at `z`; the array is used again by the next call. */
  slice(z: number): Float32Array {
    const canvas = this.#canvas;
    const { contrast, standing = false } = this.#options;
    const blood = contrast ? withContrast : withoutContrast;
    canvas.clear(-1000);
    if (!standing) this.#paintTable();
    const contours = contoursAt(z);
    paintBody(canvas, this.#polar, contours, z);
    paintLungTissue(canvas, this.#polar, contours, z);
    paintAbdomen(canvas, this.#polar, contours, z, { contrast, standing });
    paintLungTrees(canvas, this.#trees, z, blood);
    if (z > 105 && z < 262) paintHeart(canvas, z, blood);
    if (z < 34) this.#paintNeck(z, contrast);
    paintGreatVessels(canvas, z, blood);
    paintAirways(canvas, z);
    paintSkeleton(canvas, this.#skeleton, z);
    if (this.#options.nodule) this.#paintNodule(z);
    return canvas.values;
  }

  /** Adds what a detector adds; stronger between the shoulders. `grow` scales it, for thicker slices. */
  addNoise(values: Float32Array, z: number, image: number, grow = 1): void {
    const { size, noise, seed } = this.#options;
    const random = randomFrom(seed * 7919 + image);
    const dx = Math.floor(random() * 1024);
    const dy = Math.floor(random() * 1024);
    const shoulders = Math.max(0, 1 - z / 55);
    const { radius, step } = this.#polar;
    const strength = noise * grow * (1 + shoulders * 0.5);
    const skin = contoursAt(z).skin;
    const grains = noiseTexture(seed, 1);
    const streaks = noiseTexture(seed + 1, 1, 9);
    for (let y = 0; y < size; y++) {
      for (let x = 0; x < size; x++) {
        const index = y * size + x;
        const away = radius[index] ?? 0;
        const inside = away < (skin[step[index] ?? 0] ?? 0);
        // Least at the skin, most in the middle, where rays had the longest way.
        const depth = inside ? 1.12 - 0.42 * Math.min(1, (away * away) / 22_500) : 0.4;
        let grain = grains.at(x + dx, y + dy);
        if (shoulders > 0 && inside) grain += streaks.at(x + dy, y + dx) * shoulders * 1.5;
        values[index] = (values[index] ?? 0) + strength * depth * grain;
      }
    }
  }

  /** Thyroid and the muscles beside the spine, above the lungs. */
  #paintNeck(z: number, contrast: boolean): void {
    const canvas = this.#canvas;
    const fade = Math.min(1, (34 - z) / 14);
    for (const side of [1, -1]) {
      canvas.ellipse(side * 16, 36, 10, 15 * fade, 56, side * 0.3);
      canvas.ellipse(side * 36, 24, 11 * fade, 19 * fade, 57, side * -0.5);
      canvas.ellipse(side * 30, -38, 6, 15 * fade, 55, side * 0.9);
      if (z < 24) canvas.ellipse(side * 15, 4, 7 * fade, 12 * fade, contrast ? 168 : 105, side * 0.2);
    }
  }

  #paintTable(): void {
    const canvas = this.#canvas;
    const bed = 126;
    canvas.each({ minX: -215, maxX: 215, minY: bed - 40, maxY: bed + 30 }, (x, y, value) => {
      const depth = y - (bed - 0.0009 * x * x);
      if (depth < -1 || depth > 22 - 0.0002 * x * x || Math.abs(x) > 205) return value;
      return depth < 1.4 || depth > 20.6 - 0.0002 * x * x ? -330 : -945;
    });
  }

  #paintNodule(z: number): void {
    const dz = z - nodule.z;
    const canvas = this.#canvas;
    canvas.fill(
      around(nodule.x, nodule.y, 10),
      (x, y) => {
        const dx = x - nodule.x;
        const dy = y - nodule.y;
        const turn = Math.atan2(dy, dx);
        // Slightly lobulated.
        return (
          Math.sqrt(dx * dx + dy * dy + dz * dz) - nodule.radius - 0.5 * Math.sin(3 * turn + 0.6 + dz * 0.2)
        );
      },
      nodule.hu,
    );
  }
}
