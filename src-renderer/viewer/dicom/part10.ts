import dicomParser from 'dicom-parser';
import { vrForParser } from '../../../src-shared/dicom/long-vrs.ts';
import { AppFailure } from '../../../src-shared/errors.ts';
import { withBytesInOrder } from './byte-words.ts';
import { DicomDataset } from './dataset.ts';
import { endOfItems } from './fragments.ts';
import { inflateGzip, inflateRaw } from './inflate.ts';
import { transferSyntax } from './transfer-syntax.ts';
import { trueSyntax } from './true-syntax.ts';

// Node gives a CommonJS module's exports only as its default.
const {
  bigEndianByteArrayParser,
  ByteStream,
  littleEndianByteArrayParser,
  parseDicomDataSetExplicit,
  parseDicomDataSetImplicit,
} = dicomParser;

class Stream extends ByteStream {
  override readonly readFixedString = (length: number): string =>
    vrForParser(ByteStream.prototype.readFixedString.call(this, length));
}

const PIXEL_DATA = 'x7fe00010';
/** A deflated header and its pixels: more than this in one instance is no exam, but an attack or a mistake. */
const INFLATED_LIMIT = 1 << 30;

export interface Part10 {
  readonly dataset: DicomDataset;
  readonly transferSyntax: string;
  /** What the file says it is: (0008,0016), or (0002,0002) where the data set names none, as in a DICOMDIR. */
  readonly sopClassUid: string;
}

interface Start {
  readonly transferSyntax: string | null;
  readonly sopClassUid: string;
  /** Where the data set begins, after preamble and meta header. */
  readonly offset: number;
}

const ascii = (bytes: Uint8Array, offset: number, length: number): string =>
  String.fromCharCode(...bytes.subarray(offset, offset + length));

const looksLikeVr = (bytes: Uint8Array, offset: number): boolean =>
  /^[A-Z]{2}$/.test(ascii(bytes, offset, 2));

/** Reads the file meta information (PS3.10 §7.1): always explicit little endian, group 2. */
const readMeta = (bytes: Uint8Array, from: number): Start => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = from;
  let syntax: string | null = null;
  let sopClassUid = '';
  while (at + 8 <= bytes.length && view.getUint16(at, true) === 0x0002) {
    const element = view.getUint16(at + 2, true);
    const long = /^(OB|OW|UN|SQ|UT|OF)$/.test(ascii(bytes, at + 4, 2));
    if (long && at + 12 > bytes.length) break;
    const length = long ? view.getUint32(at + 8, true) : view.getUint16(at + 6, true);
    const value = at + (long ? 12 : 8);
    if (value + length > bytes.length) throw new AppFailure('instance-damaged', 'cut off in the meta header');
    // Padded with a null, by some with a space (PS3.5 §6.2).
    const uid = (): string => ascii(bytes, value, Math.min(length, 64)).replace(/[\0 ]+$/, '');
    if (element === 0x0002) sopClassUid = uid();
    if (element === 0x0010) syntax = uid();
    at = value + length;
  }
  return { transferSyntax: syntax, sopClassUid, offset: at };
};

/** Finds the data set, also where preamble, meta header or transfer syntax are missing. */
const findStart = (bytes: Uint8Array): Start => {
  if (bytes.length >= 132 && ascii(bytes, 128, 4) === 'DICM') return readMeta(bytes, 132);
  if (bytes.length < 16) throw new AppFailure('instance-not-dicom', 'too short');
  const group = ((bytes[1] ?? 0) << 8) | (bytes[0] ?? 0);
  if (group === 0x0002) return readMeta(bytes, 0);
  // Without any header: the first group of a data set is 8 (PS3.6), here in either byte order.
  if (group === 0x0008) return { transferSyntax: null, sopClassUid: '', offset: 0 };
  if (group === 0x0800 && looksLikeVr(bytes, 4))
    return { transferSyntax: transferSyntax.explicitBig, sopClassUid: '', offset: 0 };
  throw new AppFailure('instance-not-dicom', 'no DICM prefix and no data set');
};

const deflatedDataset = (bytes: Uint8Array, start: Start): { bytes: Uint8Array; offset: number } => ({
  bytes: inflateRaw(bytes.subarray(start.offset), INFLATED_LIMIT),
  offset: 0,
});

const parseFrom = (bytes: Uint8Array, offset: number, syntax: string, explicit: boolean): DicomDataset => {
  const endian =
    syntax === transferSyntax.explicitBig ? bigEndianByteArrayParser : littleEndianByteArrayParser;
  const dataset = new DicomDataset(bytes, endian);
  const stream = new Stream(endian, bytes, offset);
  try {
    if (explicit) parseDicomDataSetExplicit(dataset.raw, stream, bytes.length, { untilTag: PIXEL_DATA });
    else parseDicomDataSetImplicit(dataset.raw, stream, bytes.length, { untilTag: PIXEL_DATA });
  } catch (error) {
    // dicom-parser throws strings; a header nested too deep ends as a RangeError.
    dataset.damage = error instanceof Error ? error.message : String(error);
  }
  return dataset;
};

/** Some archives send a file in gzip's wrapping (RFC 1952): what is in it counts. */
const unwrapped = (file: Uint8Array): Uint8Array =>
  file[0] === 0x1f && file[1] === 0x8b && file[2] === 8 ? inflateGzip(file, INFLATED_LIMIT) : file;

/** Reads what can be read of an instance's header; `dataset.damage` says where that ended too early. */
export const readHeader = (given: Uint8Array): Part10 => {
  const file = unwrapped(given);
  const start = findStart(file);
  const deflated = start.transferSyntax === transferSyntax.deflated;
  const opened = deflated ? deflatedDataset(file, start) : { bytes: file, offset: start.offset };
  const { bytes, offset } = opened;
  if (offset + 8 > bytes.length) throw new AppFailure('instance-damaged', 'no data set after the header');
  // What stands in the file counts more than what the header says: some writers get this wrong.
  const explicit = looksLikeVr(bytes, offset + 4);
  const syntax =
    start.transferSyntax ?? (explicit ? transferSyntax.explicitLittle : transferSyntax.implicitLittle);
  const dataset = parseFrom(bytes, offset, syntax, explicit);
  const named = dataset.string('x00080016') || start.sopClassUid;
  if (dataset.damage !== null && named === '' && !dataset.has('x00080018') && start.transferSyntax === null)
    throw new AppFailure('instance-not-dicom', dataset.damage);
  const ordered = syntax === transferSyntax.explicitBig ? withBytesInOrder(dataset) : dataset;
  return { dataset: ordered, transferSyntax: trueSyntax(ordered, syntax), sopClassUid: named };
};

/** Error: `instance-damaged` where the header is cut off or unreadable before the pixel data. */
export const wholeHeader = (part10: Part10): Part10 => {
  const { dataset } = part10;
  const hasPixels = dataset.has(PIXEL_DATA) || dataset.has('x7fe00008') || dataset.has('x7fe00009');
  if (dataset.damage !== null && !hasPixels) throw new AppFailure('instance-damaged', dataset.damage);
  return part10;
};

/** Reads an instance's header, up to the pixel data. Errors: `instance-not-dicom`, `instance-damaged`. */
export const readPart10 = (file: Uint8Array): Part10 => wholeHeader(readHeader(file));

/** The file meta information (PS3.10 §7.1) as a data set; null for a file without any. */
export const readMetaElements = (given: Uint8Array): DicomDataset | null => {
  const file = unwrapped(given);
  const { offset } = findStart(file);
  if (offset === 0) return null;
  const from = ascii(file, 128, 4) === 'DICM' ? 132 : 0;
  const dataset = new DicomDataset(file, littleEndianByteArrayParser);
  const stream = new Stream(littleEndianByteArrayParser, file, from);
  try {
    parseDicomDataSetExplicit(dataset.raw, stream, offset);
  } catch {
    // What was read until then is there.
  }
  return dataset;
};

/** What stands behind the pixel data: padding and signatures. */
export const readTrailing = ({ dataset, transferSyntax: syntax }: Part10): DicomDataset | null => {
  const pixels = dataset.element(PIXEL_DATA);
  if (pixels === undefined) return null;
  const { bytes } = dataset;
  const end =
    pixels.length === 0xffffffff ? endOfItems(bytes, pixels.dataOffset) : pixels.dataOffset + pixels.length;
  return end + 8 > bytes.length ? null : parseFrom(bytes, end, syntax, pixels.vr !== undefined);
};
