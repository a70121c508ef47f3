import type { SampleArray, StoredFrame } from '../decode/stored-frame.ts';
import type { LookupTable, Palette, PixelFormat } from '../dicom/types.ts';

const clamp = (value: number): number => (value < 0 ? 0 : value > 255 ? 255 : value);

/** PS3.3 C.7.6.3.1.2: full-range YCbCr to RGB. */
const ybrToRgb = (samples: SampleArray, out: Uint8Array): void => {
  for (let from = 0, to = 0; from < samples.length; from += 3, to += 3) {
    const y = samples[from] ?? 0;
    const cb = (samples[from + 1] ?? 0) - 128;
    const cr = (samples[from + 2] ?? 0) - 128;
    out[to] = clamp(Math.round(y + 1.402 * cr));
    out[to + 1] = clamp(Math.round(y - 0.344136 * cb - 0.714136 * cr));
    out[to + 2] = clamp(Math.round(y + 1.772 * cb));
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

const scaleRgb = (samples: SampleArray, bitsStored: number, out: Uint8Array): void => {
  const divisor = 2 ** Math.max(0, bitsStored - 8);
  for (let from = 0, to = 0; from < samples.length; from += 3, to += 3) {
    for (let channel = 0; channel < 3; channel += 1)
      out[to + channel] = (samples[from + channel] ?? 0) / divisor;
  }
};

/** A colour frame as 8-bit RGB for the screen. */
export const toRgb = (frame: StoredFrame, format: PixelFormat, palette: Palette | null): Uint8Array => {
  const out = new Uint8Array(frame.rows * frame.columns * 3);
  if (palette !== null) applyPalette(frame.samples, palette, out);
  else if (frame.photometric.startsWith('YBR')) ybrToRgb(frame.samples, out);
  else scaleRgb(frame.samples, format.bitsStored, out);
  return out;
};
