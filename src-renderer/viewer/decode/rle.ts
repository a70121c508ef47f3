import type { PixelFormat } from '../dicom/types.ts';
import { decodeNative } from './native.ts';
import { arrayOver, damaged, type StoredFrame } from './stored-frame.ts';

/** PackBits (PS3.5 §G.3) into every `stride`-th byte of `out`, from `first` on. Returns how many were written. */
const unpack = (
  source: Uint8Array,
  out: Uint8Array,
  first: number,
  stride: number,
  count: number,
): number => {
  let at = 0;
  let done = 0;
  while (at < source.length && done < count) {
    const control = source[at] ?? 0;
    at += 1;
    if (control < 128) {
      const length = Math.min(control + 1, count - done, source.length - at);
      for (let n = 0; n < length; n += 1) out[first + (done + n) * stride] = source[at + n] ?? 0;
      at += control + 1;
      done += length;
    } else if (control > 128) {
      if (at >= source.length) break;
      const value = source[at] ?? 0;
      at += 1;
      const length = Math.min(257 - control, count - done);
      for (let n = 0; n < length; n += 1) out[first + (done + n) * stride] = value;
      done += length;
    }
  }
  return done;
};

/**
 * RLE Lossless (PS3.5 Annex G): a segment a byte of a sample, the most significant first. `isCut`: the file ends within
 * it, and as many rows are wanted as all segments hold.
 */
export const decodeRle = (
  bytes: Uint8Array,
  format: PixelFormat,
  isCut = false,
): StoredFrame & { readonly rowsThere: number } => {
  const { rows, columns, samplesPerPixel, bitsAllocated, signed, photometric } = format;
  if (bytes.length < 64) throw damaged('RLE header is cut off');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const bytesPerSample = Math.max(1, bitsAllocated / 8);
  const segments = samplesPerPixel * bytesPerSample;
  const declared = view.getUint32(0, true);
  if (declared !== segments) throw damaged(`${declared} RLE segments, expected ${segments}`);
  const pixels = rows * columns;
  const count = bitsAllocated === 1 ? Math.ceil(pixels / 8) : pixels;
  const out = new Uint8Array(count * segments);
  let least = count;
  for (let segment = 0; segment < segments; segment += 1) {
    const start = view.getUint32(4 + segment * 4, true);
    const stated = segment + 1 < segments ? view.getUint32(8 + segment * 4, true) : bytes.length;
    const end = isCut ? Math.min(stated, bytes.length) : stated;
    if (start < 64 || end < start || end > bytes.length) throw damaged('RLE offsets are wrong');
    const sample = Math.floor(segment / bytesPerSample);
    const byte = bytesPerSample - 1 - (segment % bytesPerSample);
    const written = unpack(bytes.subarray(start, end), out, sample * bytesPerSample + byte, segments, count);
    least = Math.min(least, written);
    if (written !== count && !isCut) throw damaged(`RLE segment holds ${written} bytes, expected ${count}`);
  }
  const rowsThere = Math.floor(least / (count / rows));
  if (bitsAllocated === 1) return { ...decodeNative(out, format), rowsThere };
  const samples = arrayOver(out, bitsAllocated, signed);
  return { rows, columns, samplesPerPixel, photometric, samples, rowsThere };
};
