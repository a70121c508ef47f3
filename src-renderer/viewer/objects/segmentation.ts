import { AppFailure } from '../../../src-shared/errors.ts';
import { decodeFrame } from '../decode/decode-frame.ts';
import type { SampleArray } from '../decode/stored-frame.ts';
import type { WasmCodecs } from '../decode/wasm-codec.ts';
import { fromCielab } from '../dicom/cielab.ts';
import type { DicomDataset } from '../dicom/dataset.ts';
import { describeInstance, frameDescription } from '../dicom/describe.ts';
import { frameBytes } from '../dicom/frame-bytes.ts';
import type { Part10 } from '../dicom/part10.ts';
import type { FrameGeometry } from '../dicom/types.ts';
import { codeIn, type InstanceReference, referencesIn } from './codes.ts';
import { spareColour } from './structure-set.ts';

export interface Segment {
  readonly number: number;
  readonly name: string;
  readonly colour: readonly [number, number, number];
}

/** One frame's pixels that are not empty, and where they lie. */
export interface SegmentFrame {
  /** 0 in a label map, whose values are the numbers of its segments. */
  readonly segment: number;
  /** The images it was drawn on; empty where the file does not say. */
  readonly sources: readonly InstanceReference[];
  readonly geometry: FrameGeometry;
  /** The smallest part of the frame that holds all that is drawn. */
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly values: Uint8Array;
}

export interface Segmentation {
  readonly kind: 'segmentation';
  readonly label: string;
  readonly type: 'BINARY' | 'FRACTIONAL' | 'LABELMAP';
  /** The value that means all of it, in a fractional one. */
  readonly full: number;
  readonly frameOfReferenceUid: string | null;
  readonly rows: number;
  readonly columns: number;
  readonly segments: readonly Segment[];
  /** Without those that are empty. */
  readonly frames: readonly SegmentFrame[];
}

const segmentOf = (item: DicomDataset, index: number): Segment => {
  const [l, a, b] = item.uint16s('x0062000d');
  return {
    number: item.uint16('x00620004') ?? index + 1,
    name: item.text('x00620005') || (codeIn(item, 'x0062000f')?.meaning ?? ''),
    colour:
      l === undefined || a === undefined || b === undefined ? spareColour(index) : fromCielab([l, a, b]),
  };
};

const sourcesOf = (group: DicomDataset): InstanceReference[] =>
  group.items('x00089124').flatMap((derivation) => referencesIn(derivation, 'x00082112'));

/** Drawn pixels of all frames that are kept: more is no outline of an organ. */
const MOST_PIXELS = 1 << 28;

const cropped = (
  values: SampleArray,
  rows: number,
  columns: number,
): Pick<SegmentFrame, 'left' | 'top' | 'width' | 'height' | 'values'> | null => {
  let [left, top, right, bottom] = [columns, rows, -1, -1];
  for (let row = 0, at = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1, at += 1) {
      if (values[at] === 0) continue;
      if (column < left) left = column;
      if (column > right) right = column;
      if (row < top) top = row;
      bottom = row;
    }
  }
  if (bottom < 0) return null;
  const [width, height] = [right - left + 1, bottom - top + 1];
  const out = new Uint8Array(width * height);
  for (let row = 0; row < height; row += 1) {
    const from = (top + row) * columns + left;
    out.set(values.subarray(from, from + width), row * width);
  }
  return { left, top, width, height, values: out };
};

/**
 * Reads a segmentation (PS3.3 A.51): its segments, and what each frame holds of them and where. Errors: those of images.
 */
export const readSegmentation = async (part10: Part10, codecs: WasmCodecs): Promise<Segmentation> => {
  const { dataset } = part10;
  const description = describeInstance(part10);
  const { rows, columns } = description.format;
  const declared = dataset.string('x00620001');
  const type = declared === 'FRACTIONAL' || declared === 'LABELMAP' ? declared : 'BINARY';
  const common = dataset.item('x52009229')?.item('x0062000a')?.uint16('x0062000b');
  const own = dataset.items('x52009230');
  const frames: SegmentFrame[] = [];
  let kept = 0;
  for (let frame = 0; frame < description.frameCount; frame += 1) {
    const group = own[frame];
    const part = frameBytes(dataset.bytes, description, frame);
    const { samples } = await decodeFrame(part.bytes, description.format, part.firstBit, codecs);
    const drawn = cropped(samples, rows, columns);
    if (drawn === null) continue;
    kept += drawn.values.length;
    if (kept > MOST_PIXELS) throw new AppFailure('instance-damaged', 'a segmentation of too many pixels');
    frames.push({
      ...drawn,
      segment: type === 'LABELMAP' ? 0 : (group?.item('x0062000a')?.uint16('x0062000b') ?? common ?? 1),
      sources: group === undefined ? [] : sourcesOf(group),
      geometry: frameDescription(description, frame).geometry,
    });
  }
  return {
    kind: 'segmentation',
    label: dataset.text('x00700080') || dataset.text('x0008103e'),
    type,
    full: type === 'FRACTIONAL' ? (dataset.uint16('x0062000e') ?? 255) : 1,
    frameOfReferenceUid: description.frameOfReferenceUid,
    rows,
    columns,
    // The background of a label map is no segment.
    segments: dataset
      .items('x00620002')
      .map(segmentOf)
      .filter(({ number }) => number > 0),
    frames,
  };
};
