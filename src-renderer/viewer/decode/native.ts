import { is422 } from '../dicom/locate-frames.ts';
import type { PixelFormat } from '../dicom/types.ts';
import { arrayOver, damaged, interleave, type SampleArray, type StoredFrame } from './stored-frame.ts';

/** Packed bits, least significant first (PS3.5 §8.1.1), from any bit on. */
const unpackBits = (bytes: Uint8Array, firstBit: number, count: number): Uint8Array => {
  const out = new Uint8Array(count);
  for (let at = 0; at < count; at += 1) {
    const bit = firstBit + at;
    out[at] = ((bytes[bit >> 3] ?? 0) >> (bit & 7)) & 1;
  }
  return out;
};

const swapped = (bytes: Uint8Array, size: number): Uint8Array => {
  const out = new Uint8Array(bytes.length);
  for (let at = 0; at + size <= bytes.length; at += size) {
    for (let byte = 0; byte < size; byte += 1) out[at + byte] = bytes[at + size - 1 - byte] ?? 0;
  }
  return out;
};

/** Y1 Y2 Cb Cr for two pixels (PS3.3 C.7.6.3.1.2) to Y Cb Cr each. */
const expand422 = (bytes: Uint8Array, pixels: number): Uint8Array => {
  const out = new Uint8Array(pixels * 3);
  for (let at = 0, to = 0; to + 6 <= out.length && at + 4 <= bytes.length; at += 4, to += 6) {
    const cb = bytes[at + 2] ?? 0;
    const cr = bytes[at + 3] ?? 0;
    out.set([bytes[at] ?? 0, cb, cr, bytes[at + 1] ?? 0, cb, cr], to);
  }
  return out;
};

const floats = (bytes: Uint8Array, format: PixelFormat): SampleArray => {
  const size = format.kind === 'double' ? 8 : 4;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const little = !format.bigEndian;
  const out = size === 8 ? new Float64Array(bytes.length / 8) : new Float32Array(bytes.length / 4);
  for (let at = 0; at < out.length; at += 1) {
    out[at] = size === 8 ? view.getFloat64(at * 8, little) : view.getFloat32(at * 4, little);
  }
  return out;
};

/** Uncompressed pixel data of one frame; `firstBit` is where it starts within `bytes` (1-bit frames are packed). */
export const decodeNative = (bytes: Uint8Array, format: PixelFormat, firstBit = 0): StoredFrame => {
  const { rows, columns, samplesPerPixel, bitsAllocated, photometric } = format;
  const pixels = rows * columns;
  const plain = { rows, columns, samplesPerPixel, photometric };
  if (bitsAllocated === 1) {
    return { ...plain, samples: unpackBits(bytes, firstBit, pixels * samplesPerPixel) };
  }
  if (is422(photometric)) {
    if (bitsAllocated !== 8 || columns % 2 !== 0) throw damaged('4:2:2 with odd columns or more than 8 bits');
    return { ...plain, photometric: photometric.replace('_422', ''), samples: expand422(bytes, pixels) };
  }
  const length = pixels * samplesPerPixel * (bitsAllocated / 8);
  if (bytes.length < length) throw damaged(`${bytes.length} bytes of pixel data, expected ${length}`);
  const exact = bytes.subarray(0, length);
  if (format.kind !== 'integer') return { ...plain, samples: floats(exact, format) };
  const size = bitsAllocated / 8;
  const little = format.bigEndian && size > 1 ? swapped(exact, size) : exact;
  const samples = arrayOver(little, bitsAllocated, format.signed);
  return { ...plain, samples: format.planar ? interleave(samples, samplesPerPixel) : samples };
};
