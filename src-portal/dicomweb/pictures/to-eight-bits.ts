import type { DecodedFrame } from './decode-frame.ts';
import type { GreyPipeline, Window } from './greyscale.ts';
import type { ImageInfo } from './image-info.ts';

/** One byte a sample, one or three samples a pixel: what an encoder takes. */
export interface Bitmap {
  readonly data: Uint8Array;
  readonly channels: 1 | 3;
}

/** Red, green and blue look-up tables, 8 bits each, for stored values from `first` on (PS3.3 C.7.6.3.1.5). */
export interface Palette {
  readonly first: number;
  readonly red: Uint8Array;
  readonly green: Uint8Array;
  readonly blue: Uint8Array;
}

export function toEightBits(
  frame: DecodedFrame,
  info: ImageInfo,
  grey: GreyPipeline,
  palette: Palette | null,
): Bitmap {
  if (frame.samples === 3) return colour(frame, info);
  const values = storedValues(frame, info);
  return palette ? indexed(values, palette) : windowed(values, grey);
}

/** Bits above the stored ones are overlays or rubbish; signed values are extended from their own sign bit. */
export function storedValues({ data, bytesPerSample }: DecodedFrame, info: ImageInfo): Float32Array {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const count = data.byteLength / bytesPerSample;
  const values = new Float32Array(count);
  if (info.float) {
    for (let index = 0; index < count; index += 1) {
      values[index] =
        bytesPerSample === 4 ? view.getFloat32(index * 4, true) : view.getFloat64(index * 8, true);
    }
    return values;
  }
  if (bytesPerSample === 8) {
    for (let index = 0; index < count; index += 1) {
      values[index] = Number(
        info.signed ? view.getBigInt64(index * 8, true) : view.getBigUint64(index * 8, true),
      );
    }
    return values;
  }
  const shift = info.highBit - info.bitsStored + 1;
  const range = 2 ** info.bitsStored;
  const half = range / 2;
  for (let index = 0; index < count; index += 1) {
    const raw =
      bytesPerSample === 1
        ? view.getUint8(index)
        : bytesPerSample === 2
          ? view.getUint16(index * 2, true)
          : view.getUint32(index * 4, true);
    const stored = (shift > 0 ? Math.floor(raw / 2 ** shift) : raw) % range;
    values[index] = info.signed && stored >= half ? stored - range : stored;
  }
  return values;
}

function windowed(
  values: Float32Array,
  { slope, intercept, window, inverse, padding }: GreyPipeline,
): Bitmap {
  const place = curve(window ?? fullRange(values, slope, intercept, padding));
  const data = new Uint8Array(values.length);
  for (let index = 0; index < values.length; index += 1) {
    const shown = place((values[index] ?? 0) * slope + intercept);
    data[index] = inverse ? 255 - shown : shown;
  }
  return { data, channels: 1 };
}

function fullRange(
  values: Float32Array,
  slope: number,
  intercept: number,
  padding: readonly [number, number] | null,
): Window {
  let low = Infinity;
  let high = -Infinity;
  for (const value of values) {
    if (!Number.isFinite(value) || (padding && value >= padding[0] && value <= padding[1])) continue;
    const scaled = value * slope + intercept;
    if (scaled < low) low = scaled;
    if (scaled > high) high = scaled;
  }
  if (low > high) return { center: 0, width: 1, shape: 'LINEAR_EXACT' };
  return { center: (low + high) / 2, width: high - low || 1, shape: 'LINEAR_EXACT' };
}

/** PS3.3 C.11.2.1.2 and C.11.2.1.3, to 0…255. */
function curve({ center, width, shape }: Window): (value: number) => number {
  if (shape === 'SIGMOID') {
    return (value) => Math.round(255 / (1 + Math.exp((-4 * (value - center)) / width)));
  }
  const middle = shape === 'LINEAR' ? center - 0.5 : center;
  const span = shape === 'LINEAR' ? width - 1 : width;
  if (span <= 0) return (value) => (value > middle ? 255 : 0);
  return (value) => {
    const share = (value - middle) / span + 0.5;
    return share <= 0 || Number.isNaN(share) ? 0 : share >= 1 ? 255 : Math.round(share * 255);
  };
}

function indexed(values: Float32Array, { first, red, green, blue }: Palette): Bitmap {
  const data = new Uint8Array(values.length * 3);
  const last = red.length - 1;
  for (let index = 0; index < values.length; index += 1) {
    const entry = Math.min(Math.max((values[index] ?? 0) - first, 0), last);
    data[index * 3] = red[entry] ?? 0;
    data[index * 3 + 1] = green[entry] ?? 0;
    data[index * 3 + 2] = blue[entry] ?? 0;
  }
  return { data, channels: 3 };
}

function colour(frame: DecodedFrame, info: ImageInfo): Bitmap {
  const eight = info.bitsAllocated === 8 && info.bitsStored === 8 ? frame.data : scaled(frame, info);
  return { data: frame.photometric.startsWith('YBR_FULL') ? fromYbr(eight) : eight, channels: 3 };
}

function scaled(frame: DecodedFrame, info: ImageInfo): Uint8Array {
  const values = storedValues(frame, info);
  const factor = 255 / (2 ** info.bitsStored - 1);
  return Uint8Array.from(values, (value) => Math.round(value * factor));
}

/** PS3.3 C.7.6.3.1.2, the inverse. */
function fromYbr(data: Uint8Array): Uint8Array {
  const result = new Uint8ClampedArray(data.length);
  for (let at = 0; at + 2 < data.length; at += 3) {
    const y = data[at] ?? 0;
    const cb = (data[at + 1] ?? 0) - 128;
    const cr = (data[at + 2] ?? 0) - 128;
    result[at] = y + 1.402 * cr;
    result[at + 1] = y - 0.344136 * cb - 0.714136 * cr;
    result[at + 2] = y + 1.772 * cb;
  }
  return new Uint8Array(result.buffer);
}
