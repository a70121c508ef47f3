import { AppFailure } from '../../../src-shared/errors.ts';
import { decodeFrame } from '../decode/decode-frame.ts';
import type { WasmCodecs } from '../decode/wasm-codec.ts';
import { describeInstance, frameDescription } from '../dicom/describe.ts';
import { frameBytes } from '../dicom/frame-bytes.ts';
import type { Part10 } from '../dicom/part10.ts';
import type { FrameGeometry } from '../dicom/types.ts';

/** A radiotherapy dose (PS3.3 A.18.3): how much reaches each place of the patient. */
export interface DoseGrid {
  readonly kind: 'dose';
  readonly label: string;
  /** `Gy`, or empty for parts of what was prescribed. */
  readonly units: string;
  readonly frameOfReferenceUid: string | null;
  readonly rows: number;
  readonly columns: number;
  /** Of the first plane. */
  readonly geometry: FrameGeometry;
  /** Millimetres of each plane along the normal from the first, in rising order. */
  readonly offsets: readonly number[];
  /** In units. */
  readonly planes: readonly Float32Array[];
  readonly most: number;
}

/** Values of all planes: a planning system's grid has a hundredth of them. */
const MOST_VALUES = 1 << 26;

/** Reads a dose to be laid over images. Errors: those of images, and `instance-damaged` without planes in space. */
export const readDose = async (part10: Part10, codecs: WasmCodecs): Promise<DoseGrid> => {
  const { dataset } = part10;
  const description = describeInstance(part10);
  const { rows, columns } = description.format;
  const { frameCount } = description;
  const { geometry, look } = frameDescription(description, 0);
  const vector = dataset.decimals('x3004000c');
  const first = vector[0] ?? 0;
  const offsets = vector.slice(0, frameCount).map((offset) => offset - first);
  if (offsets.length !== frameCount || rows * columns * frameCount > MOST_VALUES)
    throw new AppFailure('instance-damaged', 'a dose without the places of its planes');
  const planes: { readonly offset: number; readonly values: Float32Array }[] = [];
  let most = 0;
  for (const [frame, offset] of offsets.entries()) {
    const part = frameBytes(dataset.bytes, description, frame);
    const { samples } = await decodeFrame(part.bytes, description.format, part.firstBit, codecs);
    const values = Float32Array.from(samples, (value) => value * look.slope);
    for (const value of values) most = Math.max(most, value);
    planes.push({ offset, values });
  }
  planes.sort((a, b) => a.offset - b.offset);
  return {
    kind: 'dose',
    label: dataset.text('x30040006') || dataset.text('x0008103e'),
    units: look.units,
    frameOfReferenceUid: description.frameOfReferenceUid,
    rows,
    columns,
    geometry,
    offsets: planes.map(({ offset }) => offset),
    planes: planes.map(({ values }) => values),
    most,
  };
};
