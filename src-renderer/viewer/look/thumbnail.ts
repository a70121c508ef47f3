import type { DisplayFrame } from './display-frame.ts';
import { storedRange } from './window-range.ts';

export interface Thumbnail {
  readonly width: number;
  readonly height: number;
  /** RGBA. */
  readonly pixels: Uint8ClampedArray<ArrayBuffer>;
}

/** A small picture with the file's own window, by nearest pixel. `aspect` is a pixel's height over its width. */
export const thumbnailOf = (frame: DisplayFrame, aspect: number, longest: number): Thumbnail => {
  const [w, h] = [frame.columns, frame.rows * aspect];
  const scale = Math.min(1, longest / Math.max(w, h));
  const width = Math.max(1, Math.round(w * scale));
  const height = Math.max(1, Math.round(h * scale));
  const pixels = new Uint8ClampedArray(width * height * 4).fill(255);
  const range = frame.kind === 'grey' ? storedRange(frame.windows[0], frame) : null;
  const flipped = frame.kind === 'grey' && frame.inverted !== (range?.flipped ?? false);
  for (let y = 0; y < height; y += 1) {
    const row = Math.min(frame.rows - 1, Math.floor(((y + 0.5) * frame.rows) / height));
    for (let x = 0; x < width; x += 1) {
      const at =
        row * frame.columns + Math.min(frame.columns - 1, Math.floor(((x + 0.5) * frame.columns) / width));
      const to = (y * width + x) * 4;
      if (frame.kind === 'colour') {
        for (let n = 0; n < 3; n += 1) pixels[to + n] = frame.pixels[at * 3 + n] ?? 0;
      } else if (range !== null) {
        const part = ((frame.values[at] ?? 0) - range.lower) / (range.upper - range.lower);
        pixels.fill((flipped ? 1 - part : part) * 255, to, to + 3);
      }
    }
  }
  return { width, height, pixels };
};
