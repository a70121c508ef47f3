import { DicomWebProblem } from '../http/problem.ts';
import { number, text, type DataSet } from '../part10/dicom-json.ts';

/** What the bytes of a frame mean (PS3.3 C.7.6.3). */
export interface ImageInfo {
  readonly transferSyntaxUid: string;
  readonly rows: number;
  readonly columns: number;
  readonly samples: 1 | 3;
  readonly photometric: string;
  /** Colour by plane, and not by pixel. */
  readonly planar: boolean;
  readonly bitsAllocated: 1 | 8 | 16 | 32 | 64;
  readonly bitsStored: number;
  readonly highBit: number;
  readonly signed: boolean;
  /** Float Pixel Data or Double Float Pixel Data. */
  readonly float: boolean;
  readonly frames: number;
  readonly bigEndian: boolean;
}

/** No picture has more samples; it bounds what decoding a frame takes. */
export const maxSamples = 64 * 1024 * 1024;

/** Throws DicomWebProblem for what is no picture, or one that cannot be. */
export function imageInfo(
  dataSet: DataSet,
  transferSyntaxUid: string,
  pixelTag: string,
  bigEndian: boolean,
): ImageInfo {
  const whole = (tag: string, fallback = 0): number => {
    const value = number(dataSet, tag) ?? fallback;
    return Number.isInteger(value) ? value : 0;
  };
  const rows = whole('00280010');
  const columns = whole('00280011');
  const samples = whole('00280002', 1);
  const float = pixelTag !== '7FE00010';
  const bitsAllocated = float ? (pixelTag === '7FE00008' ? 32 : 64) : whole('00280100', 16);
  const bitsStored = float ? bitsAllocated : whole('00280101', bitsAllocated);
  if (rows < 1 || columns < 1 || rows * columns * samples > maxSamples) throw impossible('its size');
  if (samples !== 1 && samples !== 3) throw impossible('its samples');
  if (!isAllocation(bitsAllocated)) throw impossible('its bits');
  if (bitsStored < 1 || bitsStored > bitsAllocated) throw impossible('its stored bits');
  const highBit = whole('00280102', bitsStored - 1);
  return {
    transferSyntaxUid,
    rows,
    columns,
    samples,
    photometric: text(dataSet, '00280004') || (samples === 3 ? 'RGB' : 'MONOCHROME2'),
    planar: samples === 3 && whole('00280006') === 1,
    bitsAllocated,
    bitsStored,
    highBit: highBit >= bitsStored - 1 && highBit < bitsAllocated ? highBit : bitsStored - 1,
    signed: whole('00280103') === 1 && !float,
    float,
    frames: Math.max(1, whole('00280008', 1)),
    bigEndian,
  };
}

function isAllocation(bits: number): bits is ImageInfo['bitsAllocated'] {
  return bits === 1 || bits === 8 || bits === 16 || bits === 32 || bits === 64;
}

function impossible(what: string): DicomWebProblem {
  return new DicomWebProblem(
    'undecodable-image',
    `The header says something impossible about the picture: ${what}.`,
  );
}

/** Bits of one frame as it stands uncompressed in a file. */
export function nativeFrameBits(info: ImageInfo): number {
  // Two pixels share their chroma samples (PS3.3 C.7.6.3.1.2).
  const samples = info.photometric === 'YBR_FULL_422' && info.samples === 3 ? 2 : info.samples;
  return info.rows * info.columns * samples * info.bitsAllocated;
}
