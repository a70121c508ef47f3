import { AppFailure } from '../../../src-shared/errors.ts';
import type { DicomDataset, Tag } from './dataset.ts';
import type { LookupTable, Palette, PixelFormat, SampleKind } from './types.ts';
import { codecFor, transferSyntax } from './transfer-syntax.ts';

/** One decoded frame: more is no picture for a desktop viewer (an undivided slide is divided into tiles). */
export const MOST_FRAME_SAMPLES = 1 << 28;

const damaged = (message: string): AppFailure => new AppFailure('instance-damaged', message);

const sampleKind = (dataset: DicomDataset): SampleKind | null => {
  if (dataset.has('x7fe00010')) return 'integer';
  if (dataset.has('x7fe00008')) return 'float';
  return dataset.has('x7fe00009') ? 'double' : null;
};

const single = (dataset: DicomDataset, tag: Tag, name: string): number | undefined => {
  const values = dataset.uint16s(tag);
  if (values.length > 1) throw damaged(`${name} has ${values.length} values`);
  return values[0];
};

const lowBitsOf = (dataset: DicomDataset, syntax: string, allocated: number, stored: number): number => {
  const codec = codecFor(syntax);
  if (codec !== 'native' && codec !== 'deflate' && codec !== 'rle') return 0;
  const highBit = dataset.uint16('x00280102') ?? stored - 1;
  return highBit >= stored && highBit < allocated ? highBit + 1 - stored : 0;
};

/** Reads the Image Pixel module (PS3.3 C.7.6.3) and refuses what contradicts itself. */
export const describeFormat = (dataset: DicomDataset, syntax: string): PixelFormat => {
  const kind = sampleKind(dataset);
  const rows = single(dataset, 'x00280010', 'Rows');
  const columns = single(dataset, 'x00280011', 'Columns');
  if (kind === null) {
    // The pixels are to be fetched from a server that it names (JPIP, PS3.5 §A.6).
    if (dataset.has('x00287fe0')) throw new AppFailure('transfer-syntax-unsupported', 'pixels are elsewhere');
    // An image that lost its pixels is damaged; a report or a plan never had any.
    if (rows !== undefined && columns !== undefined) throw damaged('an image without pixel data');
    throw new AppFailure('instance-has-no-image', 'no pixel data');
  }
  if (!rows || !columns) throw damaged('Rows or Columns are missing or zero');
  const bitsAllocated =
    kind === 'float' ? 32 : kind === 'double' ? 64 : single(dataset, 'x00280100', 'Bits Allocated');
  if (bitsAllocated === undefined || ![1, 8, 16, 32, 64].includes(bitsAllocated)) {
    throw damaged(`Bits Allocated is ${bitsAllocated ?? 'missing'}`);
  }
  if (bitsAllocated === 64 && kind !== 'double') throw damaged('64-bit integers');
  const declared = kind === 'integer' ? (dataset.uint16('x00280101') ?? bitsAllocated) : bitsAllocated;
  if (declared < 1) throw damaged('Bits Stored is 0');
  // More bits than there is room for can only mean all of them.
  const bitsStored = Math.min(declared, bitsAllocated);
  const samplesPerPixel = dataset.uint16('x00280002') ?? 1;
  if (samplesPerPixel !== 1 && samplesPerPixel !== 3) throw damaged(`${samplesPerPixel} samples a pixel`);
  if (rows * columns * samplesPerPixel > MOST_FRAME_SAMPLES)
    throw damaged(`${rows} x ${columns} is too large`);
  const photometric = dataset.string('x00280004') || (samplesPerPixel === 3 ? 'RGB' : 'MONOCHROME2');
  if ((samplesPerPixel === 1) !== /^(MONOCHROME[12]|PALETTE COLOR)$/.test(photometric)) {
    throw damaged(`${photometric} with ${samplesPerPixel} samples a pixel`);
  }
  return {
    rows,
    columns,
    samplesPerPixel,
    photometric,
    bitsAllocated,
    bitsStored,
    lowBits: kind === 'integer' ? lowBitsOf(dataset, syntax, bitsAllocated, bitsStored) : 0,
    signed: kind === 'integer' && dataset.uint16('x00280103') === 1,
    planar: samplesPerPixel > 1 && dataset.uint16('x00280006') === 1,
    kind,
    bigEndian: syntax === transferSyntax.explicitBig,
    transferSyntax: syntax,
    tile: dataset.string('x00080016') === '1.2.840.10008.5.1.4.1.1.77.1.6',
  };
};

/** A look-up table from its descriptor and data (PS3.3 C.11.1.1, C.7.6.3.1.5); null where it is unusable. */
export const readTable = (
  dataset: DicomDataset,
  descriptorTag: Tag,
  dataTag: Tag,
  signed: boolean,
  explanation = '',
): LookupTable | null => {
  const descriptor = dataset.uint16s(descriptorTag);
  const data = dataset.value(dataTag);
  const [declared, , bits] = descriptor;
  const first = dataset.uint16s(descriptorTag)[1];
  if (declared === undefined || first === undefined || bits === undefined || data === undefined) return null;
  // 65,536 entries do not fit in 16 bits, and are written as 0.
  const count = declared === 0 ? 65_536 : declared;
  const firstMapped = signed ? (first << 16) >> 16 : first;
  // 8-bit entries lie one a byte, or, by some writers, one a 16-bit word.
  if (bits <= 8 && data.length < count * 2) {
    return data.length < count
      ? null
      : { first: firstMapped, entries: data.slice(0, count), bits: 8, explanation };
  }
  if (data.length < count * 2) return null;
  const entries = Uint16Array.from(dataset.uint16s(dataTag).slice(0, count));
  return { first: firstMapped, entries, bits: Math.max(1, Math.min(bits, 16)), explanation };
};

/** Expands a segmented palette (PS3.3 C.7.9.2): discrete, linear and indirect segments, of words or of bytes. */
export const expandSegments = (
  units: ArrayLike<number>,
  count: number,
  size: 1 | 2 = 2,
): Uint16Array | null => {
  const out: number[] = [];
  const unit = (at: number): number => units[at] ?? 0;
  const run = (from: number, segments: number, depth: number): boolean => {
    let at = from;
    for (let done = 0; at + 1 < units.length && done < segments && out.length < count; done += 1) {
      const opcode = unit(at);
      const length = unit(at + 1);
      if (opcode === 0) {
        for (let entry = at + 2; entry < Math.min(at + 2 + length, units.length); entry += 1)
          out.push(unit(entry));
        at += 2 + length;
      } else if (opcode === 1) {
        const start = out.at(-1);
        const end = units[at + 2];
        if (start === undefined || end === undefined) return false;
        for (let step = 1; step <= length; step += 1)
          out.push(Math.round(start + ((end - start) * step) / length));
        at += 3;
      } else if (opcode === 2 && depth === 0) {
        // In bytes, its lowest part first.
        const parts = size === 1 ? [0, 1, 2, 3] : [0, 1];
        const offset = parts.reduce((sum, part) => sum + unit(at + 2 + part) * 256 ** (part * size), 0);
        if (!run(Math.floor(offset / size), length, 1)) return false;
        at += 2 + parts.length;
      } else return false;
    }
    return true;
  };
  return run(0, Infinity, 0) && out.length >= count ? Uint16Array.from(out.slice(0, count)) : null;
};

const colour = (
  dataset: DicomDataset,
  descriptor: Tag,
  data: Tag,
  segmented: Tag,
  signed: boolean,
): LookupTable | null => {
  const plain = readTable(dataset, descriptor, data, signed);
  if (plain !== null) return plain;
  const [declared, value = 0, bits = 16] = dataset.uint16s(descriptor);
  if (declared === undefined) return null;
  const count = declared === 0 ? 65_536 : declared;
  // Of 8 bits the segments are bytes; some write words all the same.
  const bytes = bits <= 8 ? expandSegments(dataset.value(segmented) ?? [], count, 1) : null;
  const entries = bytes ?? expandSegments(dataset.uint16s(segmented), count);
  const first = signed ? (value << 16) >> 16 : value;
  return entries === null ? null : { first, entries, bits, explanation: '' };
};

/** The three tables of a palette (PS3.3 C.7.9). Null without one, or with one that is not whole. */
export const readPalette = (dataset: DicomDataset, signed = false): Palette | null => {
  const red = colour(dataset, 'x00281101', 'x00281201', 'x00281221', signed);
  const green = colour(dataset, 'x00281102', 'x00281202', 'x00281222', signed);
  const blue = colour(dataset, 'x00281103', 'x00281203', 'x00281223', signed);
  return red === null || green === null || blue === null ? null : { red, green, blue };
};

/** The palette of a PALETTE COLOR image; null for any other. */
export const describePalette = (
  dataset: DicomDataset,
  { photometric, signed }: Pick<PixelFormat, 'photometric' | 'signed'>,
): Palette | null => {
  if (photometric !== 'PALETTE COLOR') return null;
  const palette = readPalette(dataset, signed);
  if (palette === null) throw damaged('the palette is missing or too short');
  return palette;
};

/**
 * The Supplemental Palette (PS3.3 C.7.6.19): from its first value on, the values of a grey image are colours. Null without
 * one, and where the image says that it is grey alone.
 */
export const describeSupplement = (
  dataset: DicomDataset,
  { photometric, signed, kind }: Pick<PixelFormat, 'photometric' | 'signed' | 'kind'>,
): Palette | null => {
  const coloured = /^(COLOR|MIXED)$/.test(dataset.string('x00089205'));
  return coloured && photometric === 'MONOCHROME2' && kind === 'integer'
    ? readPalette(dataset, signed)
    : null;
};

/** Pixel Padding Value and its Range Limit (PS3.3 C.7.5.1.1.2), of floats as well. */
export const describePadding = (
  dataset: DicomDataset,
  { kind, signed }: Pick<PixelFormat, 'kind' | 'signed'>,
): readonly [number, number] | null => {
  const [value, limit] =
    kind === 'float'
      ? [dataset.floats('x00280122')[0], dataset.floats('x00280124')[0]]
      : kind === 'double'
        ? [dataset.doubles('x00280123')[0], dataset.doubles('x00280125')[0]]
        : [dataset.int16('x00280120', signed), dataset.int16('x00280121', signed)];
  if (value === undefined) return null;
  return [Math.min(value, limit ?? value), Math.max(value, limit ?? value)];
};
