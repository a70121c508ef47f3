import { AppFailure } from '../../../src-shared/errors.ts';
import type { DicomDataset } from './dataset.ts';
import { cutFrameOf, framesOf, readItems } from './fragments.ts';
import { codecFor, isNative, isVideo } from './transfer-syntax.ts';
import type { FrameLocations, PixelFormat } from './types.ts';

/** Two luminances share their chrominances; the second is retired, and differs by its range (PS3.3 C.7.6.3.1.2). */
export const is422 = (photometric: string): boolean => /^YBR_(FULL|PARTIAL)_422$/.test(photometric);

const UNDEFINED_LENGTH = 0xffffffff;

/** Bits one frame takes as it lies in the file, before any compression (PS3.5 §8.1.1, 1-bit frames are packed). */
export const nativeFrameBits = (format: PixelFormat): number => {
  const pixels = format.rows * format.columns;
  const samples = is422(format.photometric) ? 2 : format.samplesPerPixel;
  return pixels * samples * format.bitsAllocated;
};

const extendedOffsets = (dataset: DicomDataset): number[] => {
  const value = dataset.value('x7fe00001');
  if (value === undefined) return [];
  const view = new DataView(value.buffer, value.byteOffset, value.byteLength);
  return Array.from({ length: value.length >> 3 }, (_, index) => Number(view.getBigUint64(index * 8, true)));
};

const nativeFrames = (
  dataset: DicomDataset,
  format: PixelFormat,
  offset: number,
  length: number,
): FrameLocations => {
  const available = Math.min(length, dataset.bytes.length - offset);
  const frameBits = nativeFrameBits(format);
  const count = Math.floor((available * 8) / frameBits);
  return { kind: 'native', offset, frameBits, count, rest: available * 8 - count * frameBits };
};

/**
 * Finds each frame's bytes. Errors: `instance-has-no-image`, `instance-damaged`, `instance-is-video`, `transfer-syntax-unsupported`.
 */
export const locateFrames = (
  dataset: DicomDataset,
  format: PixelFormat,
  declared: number,
): FrameLocations => {
  const tag = format.kind === 'float' ? 'x7fe00008' : format.kind === 'double' ? 'x7fe00009' : 'x7fe00010';
  const element = dataset.element(tag);
  if (element === undefined) throw new AppFailure('instance-has-no-image', 'no pixel data');
  if (isNative(format.transferSyntax)) {
    if (element.length === UNDEFINED_LENGTH) {
      throw new AppFailure('instance-damaged', 'pixel data of undefined length in a native transfer syntax');
    }
    return nativeFrames(dataset, format, element.dataOffset, element.length);
  }
  if (isVideo(format.transferSyntax)) throw new AppFailure('instance-is-video', 'a film among images');
  const codec = codecFor(format.transferSyntax);
  if (codec === undefined) {
    throw new AppFailure(
      'transfer-syntax-unsupported',
      `no decoder for ${format.transferSyntax.slice(0, 64)}`,
    );
  }
  if (element.length !== UNDEFINED_LENGTH) {
    throw new AppFailure('instance-damaged', 'compressed pixel data without items');
  }
  const items = readItems(dataset.bytes, element.dataOffset);
  const frames = framesOf(
    dataset.bytes,
    items,
    declared,
    codec,
    extendedOffsets(dataset),
    Math.ceil(nativeFrameBits(format) / 8),
  );
  const cut = frames.length < declared ? cutFrameOf(dataset.bytes, items, frames, codec) : null;
  return { kind: 'encapsulated', frames, cut };
};
