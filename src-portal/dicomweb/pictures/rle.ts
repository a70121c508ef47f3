import { CannotDecode } from './cannot-decode.ts';

/**
 * RLE Lossless (PS3.5 annex G): one segment a byte of a sample, the most significant first. Gives samples by pixel,
 * little endian. Segments may end early (the rest is 0) but never write beyond the frame.
 */
export function decodeRle(
  bytes: Uint8Array,
  pixels: number,
  samples: number,
  bytesPerSample: number,
): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const wanted = samples * bytesPerSample;
  if (bytes.length < 64 || view.getUint32(0, true) !== wanted)
    throw new CannotDecode('RLE: another number of segments');
  const result = new Uint8Array(pixels * wanted);
  for (let segment = 0; segment < wanted; segment += 1) {
    const start = view.getUint32(4 + 4 * segment, true);
    const next = segment + 1 < wanted ? view.getUint32(8 + 4 * segment, true) : bytes.length;
    if (start < 64 || start > bytes.length || next < start)
      throw new CannotDecode('RLE: a segment out of place');
    const sample = Math.floor(segment / bytesPerSample);
    const byte = bytesPerSample - 1 - (segment % bytesPerSample);
    const segmentBytes = bytes.subarray(start, Math.min(next, bytes.length));
    const filled = decodeSegment(segmentBytes, result, sample * bytesPerSample + byte, wanted);
    // A frame that is not full was cut off, or is not what its header says.
    if (filled < pixels) throw new CannotDecode('RLE: a segment ends early');
  }
  return result;
}

function decodeSegment(bytes: Uint8Array, into: Uint8Array, offset: number, step: number): number {
  let at = 0;
  let out = offset;
  while (at < bytes.length && out < into.length) {
    const control = bytes[at] ?? 128;
    at += 1;
    if (control < 128) {
      for (let left = control + 1; left > 0 && at < bytes.length && out < into.length; left -= 1) {
        into[out] = bytes[at] ?? 0;
        at += 1;
        out += step;
      }
    } else if (control > 128 && at < bytes.length) {
      const value = bytes[at] ?? 0;
      at += 1;
      for (let left = 257 - control; left > 0 && out < into.length; left -= 1) {
        into[out] = value;
        out += step;
      }
    }
  }
  return Math.floor((out - offset) / step);
}
