import type { DicomDataset, Tag } from './dataset.ts';
import type { OverlayPlane, PixelFormat } from './types.ts';
import { keepsBits } from './transfer-syntax.ts';

/** Sixteen groups, 6000 to 601E (PS3.3 C.9.2). */
const groups = Array.from({ length: 16 }, (_, index) => (0x6000 + index * 2).toString(16));

const MOST_SIDE = 1 << 15;

const readPlane = (dataset: DicomDataset, group: string, format: PixelFormat | null): OverlayPlane | null => {
  const tag = (element: string): Tag => `x${group}${element}`;
  const [rows, columns] = [dataset.uint16(tag('0010')), dataset.uint16(tag('0011'))];
  if (!rows || !columns || rows > MOST_SIDE || columns > MOST_SIDE) return null;
  const [row = 1, column = 1] = dataset.uint16s(tag('0050')).map((value) => (value << 16) >> 16);
  const label = dataset.text(tag('1500')) || dataset.text(tag('0022'));
  const common = { group, rows, columns, row: row - 1, column: column - 1, label };
  const frames = Math.max(1, Math.floor(dataset.decimal(tag('0015')) ?? 1));
  const first = Math.max(1, Math.floor(dataset.uint16(tag('0051')) ?? 1)) - 1;
  const bits = dataset.value(tag('3000'));
  if (bits !== undefined) {
    // Cut short: what is there is drawn, the rest is empty.
    return { ...common, first, frames, source: { kind: 'data', bits: bits.slice() } };
  }
  const position = dataset.uint16(tag('0102')) ?? 0;
  const inPixels =
    format !== null &&
    format.kind === 'integer' &&
    keepsBits(format.transferSyntax) &&
    format.samplesPerPixel === 1 &&
    (format.bitsAllocated === 8 || format.bitsAllocated === 16) &&
    position < format.bitsAllocated &&
    rows === format.rows &&
    columns === format.columns;
  return inPixels
    ? { ...common, first: 0, frames: Infinity, source: { kind: 'pixels', bit: position } }
    : null;
};

/** The overlay planes of an image, or of a presentation state (then `format` is null). */
export const readOverlayPlanes = (dataset: DicomDataset, format: PixelFormat | null): OverlayPlane[] =>
  groups.flatMap((group) => readPlane(dataset, group, format) ?? []);
/** Which of the plane's own frames lies on an image's frame (both from 0); null where none does. */
export const planeFrame = ({ first, frames }: OverlayPlane, frame: number): number | null => {
  // A plane of one frame lies on all frames (PS3.3 C.9.2.1.4).
  const at = frames === 1 && first === 0 ? 0 : frame - first;
  return at < 0 || at >= frames ? null : at;
};

/** One byte a pixel, 0 or 1, of one of the plane's own frames (from 0). */
export const planeBits = (plane: OverlayPlane, at: number): Uint8Array => {
  if (plane.source.kind !== 'data') return new Uint8Array(0);
  const { bits } = plane.source;
  const size = plane.rows * plane.columns;
  const out = new Uint8Array(size);
  for (let pixel = 0; pixel < size; pixel += 1) {
    const bit = at * size + pixel;
    out[pixel] = ((bits[bit >> 3] ?? 0) >> (bit & 7)) & 1;
  }
  return out;
};
