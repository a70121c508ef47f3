import type { SampleArray, StoredFrame } from '../decode/stored-frame.ts';
import type { ColourProfile, LookupTable, Palette, PixelFormat } from '../dicom/types.ts';

/** PS3.3 C.7.6.3.1.2: YCbCr to RGB, of the full range or of CCIR 601's (YBR_PARTIAL: luminance from 16 to 235). */
const ybrToRgb = (samples: SampleArray, partial: boolean, bits: number, out: Uint8Array): void => {
  const down = 255 / (2 ** bits - 1);
  const middle = 2 ** (bits - 1);
  const luma = partial ? (down * 255) / 219 : down;
  const chroma = partial ? (down * 255) / 224 : down;
  const black = partial ? 16 / down : 0;
  const [red, blue] = [1.402 * chroma, 1.772 * chroma];
  const [greenBlue, greenRed] = [0.344136 * chroma, 0.714136 * chroma];
  // Rounds, and keeps what is too dark or too bright within the range.
  const rgb = new Uint8ClampedArray(out.buffer, out.byteOffset, out.length);
  for (let at = 0; at < samples.length; at += 3) {
    const y = ((samples[at] ?? 0) - black) * luma;
    const cb = (samples[at + 1] ?? 0) - middle;
    const cr = (samples[at + 2] ?? 0) - middle;
    rgb[at] = y + red * cr;
    rgb[at + 1] = y - greenBlue * cb - greenRed * cr;
    rgb[at + 2] = y + blue * cb;
  }
};

/** Entries as 8 bits: 16-bit tables are scaled down by what their values really use (some fill 8 bits only). */
export const eightBits = ({ entries, bits }: LookupTable): Uint8Array => {
  if (bits <= 8 && entries instanceof Uint8Array) return entries;
  let most = 0;
  for (const entry of entries) most = Math.max(most, entry);
  const shift = most > 255 ? 8 : 0;
  return Uint8Array.from(entries, (entry) => entry >> shift);
};

const applyPalette = (samples: SampleArray, palette: Palette, out: Uint8Array): void => {
  const tables = [palette.red, palette.green, palette.blue].map((table) => ({
    entries: eightBits(table),
    first: table.first,
  }));
  for (let at = 0; at < samples.length; at += 1) {
    const value = samples[at] ?? 0;
    for (let channel = 0; channel < 3; channel += 1) {
      const table = tables[channel];
      if (table === undefined) continue;
      const index = Math.max(0, Math.min(table.entries.length - 1, value - table.first));
      out[at * 3 + channel] = table.entries[index] ?? 0;
    }
  }
};

const scaleRgb = (samples: SampleArray, bits: number, out: Uint8Array): void => {
  if (bits === 8) out.set(samples);
  else samples.forEach((value, at) => (out[at] = Math.round((value * 255) / (2 ** bits - 1))));
};

/** A colour frame as 8-bit RGB for the screen. */
export const toRgb = (frame: StoredFrame, format: PixelFormat, palette: Palette | null): Uint8Array => {
  const { samples, photometric } = frame;
  const out = new Uint8Array(frame.rows * frame.columns * 3);
  if (palette !== null) applyPalette(samples, palette, out);
  else if (photometric.startsWith('YBR'))
    ybrToRgb(samples, photometric.startsWith('YBR_PARTIAL'), format.bitsStored, out);
  else scaleRgb(samples, format.bitsStored, out);
  return out;
};

/** sRGB's curve in steps finer than a screen's, dark ones too. */
const STEPS = 4096;
const encoded = Uint8Array.from({ length: STEPS + 1 }, (_, step) => {
  const linear = step / STEPS;
  return Math.round(255 * (linear <= 0.0031308 ? linear * 12.92 : 1.055 * linear ** (1 / 2.4) - 0.055));
});

const encode = (linear: number): number =>
  encoded[linear <= 0 ? 0 : linear >= 1 ? STEPS : Math.round(linear * STEPS)] ?? 0;

/** A device's colours as a screen's, in place. */
export const toScreen = (pixels: Uint8Array, { curves, matrix }: ColourProfile): void => {
  const [reds, greens, blues] = curves;
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0, i = 0] = matrix;
  for (let at = 0; at < pixels.length; at += 3) {
    const red = reds[pixels[at] ?? 0] ?? 0;
    const green = greens[pixels[at + 1] ?? 0] ?? 0;
    const blue = blues[pixels[at + 2] ?? 0] ?? 0;
    pixels[at] = encode(a * red + b * green + c * blue);
    pixels[at + 1] = encode(d * red + e * green + f * blue);
    pixels[at + 2] = encode(g * red + h * green + i * blue);
  }
};
