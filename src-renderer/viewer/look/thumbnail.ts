import { greyTable } from '../stage/paint.ts';
import type { DisplayFrame } from './display-frame.ts';
import { greyLook } from './grey-look.ts';

export interface Thumbnail {
  readonly width: number;
  readonly height: number;
  /** RGBA. */
  readonly pixels: Uint8ClampedArray<ArrayBuffer>;
}

const own = { window: null, inverted: false, presented: null };

/** A small picture in the file's own light, by nearest pixel. `aspect` is a pixel's height over its width. */
export const thumbnailOf = (frame: DisplayFrame, aspect: number, longest: number): Thumbnail => {
  const [w, h] = [frame.columns, frame.rows * aspect];
  const scale = Math.min(1, longest / Math.max(w, h));
  const width = Math.max(1, Math.round(w * scale));
  const height = Math.max(1, Math.round(h * scale));
  const pixels = new Uint8ClampedArray(width * height * 4).fill(255);
  const whole = new Uint32Array(pixels.buffer);
  // Of what it can hold only a presentation state makes use.
  const table =
    frame.kind === 'grey' ? greyTable(frame, greyLook(frame, { bitsStored: 16, signed: false }, own)) : null;
  for (let y = 0; y < height; y += 1) {
    const row = Math.min(frame.rows - 1, Math.floor(((y + 0.5) * frame.rows) / height));
    for (let x = 0; x < width; x += 1) {
      const at =
        row * frame.columns + Math.min(frame.columns - 1, Math.floor(((x + 0.5) * frame.columns) / width));
      const to = y * width + x;
      if (frame.kind === 'colour') {
        for (let n = 0; n < 3; n += 1) pixels[to * 4 + n] = frame.pixels[at * 3 + n] ?? 0;
      } else if (table !== null) whole[to] = table[(frame.values[at] ?? 0) & (table.length - 1)] ?? 0;
    }
  }
  return { width, height, pixels };
};
