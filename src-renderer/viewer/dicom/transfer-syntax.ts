import type { ByteRange } from './byte-range.ts';

/** PS3.5 Annex A and PS3.6 table A-1. */
export const transferSyntax = {
  implicitLittle: '1.2.840.10008.1.2',
  explicitLittle: '1.2.840.10008.1.2.1',
  encapsulatedUncompressed: '1.2.840.10008.1.2.1.98',
  deflated: '1.2.840.10008.1.2.1.99',
  explicitBig: '1.2.840.10008.1.2.2',
  deflatedFrame: '1.2.840.10008.1.2.8.1',
  rle: '1.2.840.10008.1.2.5',
  jpegBaseline: '1.2.840.10008.1.2.4.50',
  jpeg2000: '1.2.840.10008.1.2.4.90',
} as const;

export type Codec =
  'native' | 'deflate' | 'rle' | 'jpeg' | 'jpeg-lossless' | 'jpeg-ls' | 'jpeg-2000' | 'htj2k' | 'jpeg-xl';

const codecs: Readonly<Record<string, Codec>> = {
  [transferSyntax.implicitLittle]: 'native',
  [transferSyntax.explicitLittle]: 'native',
  [transferSyntax.encapsulatedUncompressed]: 'native',
  [transferSyntax.deflated]: 'native',
  [transferSyntax.explicitBig]: 'native',
  [transferSyntax.deflatedFrame]: 'deflate',
  [transferSyntax.rle]: 'rle',
  [transferSyntax.jpegBaseline]: 'jpeg',
  '1.2.840.10008.1.2.4.51': 'jpeg',
  '1.2.840.10008.1.2.4.53': 'jpeg',
  '1.2.840.10008.1.2.4.55': 'jpeg',
  '1.2.840.10008.1.2.4.57': 'jpeg-lossless',
  '1.2.840.10008.1.2.4.70': 'jpeg-lossless',
  '1.2.840.10008.1.2.4.80': 'jpeg-ls',
  '1.2.840.10008.1.2.4.81': 'jpeg-ls',
  [transferSyntax.jpeg2000]: 'jpeg-2000',
  '1.2.840.10008.1.2.4.91': 'jpeg-2000',
  '1.2.840.10008.1.2.4.201': 'htj2k',
  '1.2.840.10008.1.2.4.202': 'htj2k',
  '1.2.840.10008.1.2.4.203': 'htj2k',
  '1.2.840.10008.1.2.4.110': 'jpeg-xl',
  '1.2.840.10008.1.2.4.111': 'jpeg-xl',
  '1.2.840.10008.1.2.4.112': 'jpeg-xl',
};

/** The decoder for a transfer syntax; undefined where we have none and must say so. */
export const codecFor = (uid: string): Codec | undefined =>
  Object.hasOwn(codecs, uid) ? codecs[uid] : undefined;

const native: readonly string[] = [
  transferSyntax.implicitLittle,
  transferSyntax.explicitLittle,
  transferSyntax.deflated,
  transferSyntax.explicitBig,
];

/** Whether pixel data lies there as it is, without items (PS3.5 §A.4). */
export const isNative = (uid: string): boolean => native.includes(uid);

const lossy = /^1\.2\.840\.10008\.1\.2\.4\.(81|91|111|112|203)$/;

/** Whether all bits of each value come out as they went in, those around the stored ones too. */
export const keepsBits = (uid: string): boolean => {
  const codec = codecFor(uid);
  return codec !== undefined && codec !== 'jpeg' && !lossy.test(uid);
};

/** MPEG-2, MPEG-4 (H.264) and HEVC, in one or several fragments (PS3.5 §8.2.5 to §8.2.8). */
export const isVideo = (uid: string): boolean => /^1\.2\.840\.10008\.1\.2\.4\.10[0-8](\.1)?$/.test(uid);

/** Whether a fragment starts a frame's codestream. */
export const startsFrame = (bytes: Uint8Array, { offset, length }: ByteRange, codec: Codec): boolean => {
  const byte = (index: number): number => (index < length ? (bytes[offset + index] ?? 0) : -1);
  switch (codec) {
    case 'jpeg':
    case 'jpeg-lossless':
    case 'jpeg-ls':
      return byte(0) === 0xff && byte(1) === 0xd8;
    case 'jpeg-2000':
    case 'htj2k':
      return byte(0) === 0xff && byte(1) === 0x4f && byte(2) === 0xff && byte(3) === 0x51;
    case 'jpeg-xl':
      return (
        (byte(0) === 0xff && byte(1) === 0x0a) || (byte(0) === 0 && byte(3) === 0x0c && byte(4) === 0x4a)
      );
    case 'rle':
      // The header names 1 to 15 segments, the first of which follows it (PS3.5 §G.5).
      return byte(0) >= 1 && byte(0) <= 15 && byte(1) === 0 && byte(4) === 64 && byte(5) === 0;
    case 'native':
    case 'deflate':
      return true;
  }
};
