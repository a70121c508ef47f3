import { AppFailure } from '../../../src-shared/errors.ts';
import type { PixelFormat } from '../dicom/types.ts';

export type SampleArray =
  Uint8Array | Int8Array | Uint16Array | Int16Array | Uint32Array | Int32Array | Float32Array | Float64Array;

/** One frame's stored values: before rescale, window and palette; colour sample by sample, row by row. */
export interface StoredFrame {
  readonly samples: SampleArray;
  readonly rows: number;
  readonly columns: number;
  readonly samplesPerPixel: number;
  /** What the samples are now: a decoder may have turned YBR into RGB. */
  readonly photometric: string;
}

/** An overlay plane in one of the bits that values do not use, one byte a pixel: `samples` still have all their bits. */
export const embeddedBits = (samples: SampleArray, bit: number): Uint8Array =>
  Uint8Array.from(samples, (value) => (value >> bit) & 1);

/** A frame with the overlay planes that lay around its stored bits (PS3.5 §8.1.2, retired), one byte a pixel. */
export interface OverlaidFrame extends StoredFrame {
  readonly embedded: readonly Uint8Array[];
}

/** Takes them out before the stored bits alone are left. */
export const overlaid = (
  frame: StoredFrame,
  format: PixelFormat,
  overlays: readonly number[],
): OverlaidFrame => {
  const embedded = overlays.map((bit) => embeddedBits(frame.samples, bit));
  return { ...frame, samples: cleanHighBits(frame.samples, format), embedded };
};

export const damaged = (message: string): AppFailure =>
  new AppFailure('instance-damaged', message.slice(0, 400));

/** The right sort of array over `bytes` (little endian), copied where it would not be aligned. */
export const arrayOver = (bytes: Uint8Array, bits: number, signed: boolean): SampleArray => {
  const size = bits / 8;
  const aligned = bytes.byteOffset % size === 0 ? bytes : bytes.slice();
  const { buffer, byteOffset } = aligned;
  const length = Math.floor(aligned.byteLength / size);
  if (bits === 8)
    return signed ? new Int8Array(buffer, byteOffset, length) : new Uint8Array(buffer, byteOffset, length);
  if (bits === 16)
    return signed ? new Int16Array(buffer, byteOffset, length) : new Uint16Array(buffer, byteOffset, length);
  return signed ? new Int32Array(buffer, byteOffset, length) : new Uint32Array(buffer, byteOffset, length);
};

/**
 * Takes the stored bits alone and extends the sign (PS3.5 §8.1.1: what lies around them may hold anything, old overlays
 * among it). Changes `samples`, except where it moves bits: that must not happen twice to bytes that are decoded again.
 */
export const cleanHighBits = (samples: SampleArray, format: PixelFormat): SampleArray => {
  const { bitsAllocated, bitsStored, lowBits, signed, kind } = format;
  if (kind !== 'integer' || bitsAllocated === 1 || bitsStored >= bitsAllocated) return samples;
  const out = lowBits > 0 ? samples.slice() : samples;
  if (signed) {
    const down = 32 - bitsStored;
    const up = down - lowBits;
    for (let at = 0; at < out.length; at += 1) out[at] = ((out[at] ?? 0) << up) >> down;
  } else if (bitsStored < 32) {
    const mask = 2 ** bitsStored - 1;
    for (let at = 0; at < out.length; at += 1) out[at] = ((out[at] ?? 0) >>> lowBits) & mask;
  }
  return out;
};

/** Colour by plane (RRR GGG BBB) to colour by pixel (RGB RGB RGB). */
export const interleave = <T extends SampleArray>(planes: T, samplesPerPixel: number): T => {
  const out = planes.slice() as T;
  const pixels = planes.length / samplesPerPixel;
  for (let sample = 0; sample < samplesPerPixel; sample += 1) {
    const plane = sample * pixels;
    for (let at = 0; at < pixels; at += 1) out[at * samplesPerPixel + sample] = planes[plane + at] ?? 0;
  }
  return out;
};

/** A tile at a slide's edge, enlarged to the size of the others with empty pixels at the right and below. */
export const fullTile = (frame: StoredFrame, format: PixelFormat): StoredFrame => {
  const { rows, columns } = format;
  if (frame.rows > rows || frame.columns > columns) return frame;
  if (frame.rows === rows && frame.columns === columns) return frame;
  const stride = frame.columns * frame.samplesPerPixel;
  const bits = Math.max(8, format.bitsAllocated);
  const bytes = new Uint8Array((rows * columns * frame.samplesPerPixel * bits) / 8);
  const samples = arrayOver(bytes, bits, format.signed);
  for (let row = 0; row < frame.rows; row += 1) {
    const line = frame.samples.subarray(row * stride, (row + 1) * stride);
    samples.set(line, row * columns * frame.samplesPerPixel);
  }
  return { ...frame, rows, columns, samples };
};

/** Refuses a decoder's answer of another size than the header says: it would be drawn skewed, or not at all. */
export const checkSize = (frame: StoredFrame, format: PixelFormat): StoredFrame => {
  const { rows, columns, samplesPerPixel, samples } = frame;
  if (rows !== format.rows || columns !== format.columns || samplesPerPixel !== format.samplesPerPixel) {
    throw damaged(
      `decoded ${columns} x ${rows} x ${samplesPerPixel}, expected ${format.columns} x ${format.rows} x ${format.samplesPerPixel}`,
    );
  }
  if (samples.length !== rows * columns * samplesPerPixel) throw damaged(`decoded ${samples.length} samples`);
  return frame;
};
