import { AppFailure } from '../../../src-shared/errors.ts';
import { joinRanges } from '../dicom/byte-range.ts';
import type { DicomDataset } from '../dicom/dataset.ts';
import { frameCountOf } from '../dicom/describe.ts';
import { readItems } from '../dicom/fragments.ts';

export type VideoContainer = 'mp4' | 'mpeg-ts' | 'mpeg-ps' | 'mpeg-video' | 'unknown';

export interface VideoObject {
  readonly kind: 'video';
  readonly codec: 'mpeg-2' | 'h264' | 'hevc';
  readonly container: VideoContainer;
  readonly frames: number;
  readonly rows: number;
  readonly columns: number;
  /** Frames a second; null where the file does not say. */
  readonly rate: number | null;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

const codecOf = (transferSyntax: string): VideoObject['codec'] => {
  const [, process = ''] = /^1\.2\.840\.10008\.1\.2\.4\.(10[0-8])/.exec(transferSyntax) ?? [];
  if (process === '100' || process === '101') return 'mpeg-2';
  return process === '107' || process === '108' ? 'hevc' : 'h264';
};

/** By the first bytes: DICOM does not say which container a stream has (PS3.5 §8.2.5 to 8.2.8). */
export const containerOf = (bytes: Uint8Array): VideoContainer => {
  const starts = (...expected: number[]): boolean => expected.every((byte, at) => bytes[at] === byte);
  if (String.fromCharCode(...bytes.subarray(4, 8)) === 'ftyp') return 'mp4';
  if (bytes[0] === 0x47 && bytes[188] === 0x47) return 'mpeg-ts';
  if (starts(0, 0, 1, 0xba)) return 'mpeg-ps';
  return starts(0, 0, 1, 0xb3) ? 'mpeg-video' : 'unknown';
};

/** Reads a video (PS3.5 §A.4.5 to A.4.8): one stream, in one fragment or several. Error: `instance-damaged`. */
export const readVideo = (dataset: DicomDataset, transferSyntax: string): VideoObject => {
  const element = dataset.element('x7fe00010');
  const [rows, columns] = [dataset.uint16('x00280010'), dataset.uint16('x00280011')];
  if (element === undefined || !rows || !columns) throw new AppFailure('instance-damaged', 'no video');
  const { fragments, cut } = readItems(dataset.bytes, element.dataOffset);
  if (fragments.length === 0 || cut) throw new AppFailure('instance-damaged', 'the video is cut off');
  const bytes = Uint8Array.from(joinRanges(dataset.bytes, fragments));
  const time = dataset.decimal('x00181063');
  const rate = dataset.decimal('x00180040') ?? (time !== undefined && time > 0 ? 1000 / time : undefined);
  return {
    kind: 'video',
    codec: codecOf(transferSyntax),
    container: containerOf(bytes),
    frames: frameCountOf(dataset),
    rows,
    columns,
    rate: rate !== undefined && rate > 0 ? rate : null,
    bytes,
  };
};
