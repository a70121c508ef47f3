import dicomParser from 'dicom-parser';
import type { DataSet } from 'dicom-parser';
import type { InstanceHeader } from '../../src-shared/domain/series.ts';
import { dataSetOf, readFileMeta, uidOf, type DataSetBytes } from './part10.ts';
import { frameCount, positiveInteger, sextuple, triple } from './values.ts';

/** What a DICOM file says of itself before its pixels. */
export interface DicomHeader extends InstanceHeader {
  readonly studyInstanceUid: string | null;
  readonly seriesInstanceUid: string | null;
  readonly seriesNumber: number | null;
  readonly seriesDescription: string;
  readonly modality: string;
  /** Empty where the file does not say. */
  readonly transferSyntaxUid: string;
}

export type HeaderReading =
  | {
      readonly kind: 'header';
      readonly header: DicomHeader;
      /** False: broken off before the pixels. */ readonly whole: boolean;
    }
  | { readonly kind: 'not-dicom' }
  | { readonly kind: 'damaged'; readonly reason: string };

const PIXEL_DATA = 'x7fe00010';
const SOP_INSTANCE_UID = 'x00080018';

/** Reads a Part 10 file's header. Never throws, whatever the bytes are. */
export function readHeader(file: Uint8Array): HeaderReading {
  const meta = readFileMeta(file);
  if (!meta) return { kind: 'not-dicom' };
  const { dataSet, whole } = parse(file, meta, PIXEL_DATA);
  if (!dataSet) return { kind: 'damaged', reason: 'no data set' };
  const sopInstanceUid = uidOf(text(dataSet, SOP_INSTANCE_UID)) ?? meta.sopInstanceUid;
  if (!sopInstanceUid) return { kind: 'damaged', reason: 'no SOP Instance UID' };
  return {
    kind: 'header',
    whole,
    header: {
      sopInstanceUid,
      sopClassUid: uidOf(text(dataSet, 'x00080016')) ?? '',
      instanceNumber: integer(dataSet, 'x00200013'),
      frames: frameCount(integer(dataSet, 'x00280008')),
      rows: positiveInteger(short(dataSet, 'x00280010')),
      columns: positiveInteger(short(dataSet, 'x00280011')),
      imagePosition: triple(decimals(dataSet, 'x00200032')),
      imageOrientation: sextuple(decimals(dataSet, 'x00200037')),
      frameOfReferenceUid: uidOf(text(dataSet, 'x00200052')),
      studyInstanceUid: uidOf(text(dataSet, 'x0020000d')),
      seriesInstanceUid: uidOf(text(dataSet, 'x0020000e')),
      seriesNumber: integer(dataSet, 'x00200011'),
      seriesDescription: text(dataSet, 'x0008103e') ?? '',
      modality: text(dataSet, 'x00080060') ?? '',
      transferSyntaxUid: meta.transferSyntaxUid,
    },
  };
}

/** Whether a file, of which the beginning is enough, is the instance that was asked for. */
export function identify(
  beginning: Uint8Array,
  sopInstanceUid: string,
): 'it-is' | 'not-dicom' | 'damaged' | 'another' {
  const meta = readFileMeta(beginning);
  if (!meta) return 'not-dicom';
  const { dataSet } = parse(beginning, meta, SOP_INSTANCE_UID);
  const found = (dataSet && uidOf(text(dataSet, SOP_INSTANCE_UID))) ?? meta.sopInstanceUid;
  if (!found) return 'damaged';
  return found === sopInstanceUid ? 'it-is' : 'another';
}

type Meta = NonNullable<ReturnType<typeof readFileMeta>>;

function parse(file: Uint8Array, meta: Meta, untilTag: string): { dataSet: DataSet | null; whole: boolean } {
  let source: DataSetBytes;
  try {
    source = dataSetOf(file, meta);
  } catch {
    return { dataSet: null, whole: false };
  }
  const order = source.bigEndian
    ? dicomParser.bigEndianByteArrayParser
    : dicomParser.littleEndianByteArrayParser;
  const dataSet = new dicomParser.DataSet(order, source.bytes, {});
  try {
    const stream = new dicomParser.ByteStream(order, source.bytes, source.start);
    const read = source.explicit
      ? dicomParser.parseDicomDataSetExplicit
      : dicomParser.parseDicomDataSetImplicit;
    read(dataSet, stream, source.bytes.byteLength, { untilTag });
    return { dataSet, whole: dataSet.elements[untilTag] !== undefined };
  } catch {
    // Cut off, lying or nested without end: what came before is still good.
    return { dataSet, whole: false };
  }
}

// The parser reads where an element says it lies; an element of a cut file may lie outside.
function guarded<T>(read: () => T | undefined): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

function text(dataSet: DataSet, tag: string): string | undefined {
  const element = dataSet.elements[tag];
  // No value that we read is long; one that claims to be is not believed.
  if (!element || element.length > 1024) return undefined;
  return guarded(() => dataSet.string(tag)?.trim());
}

function integer(dataSet: DataSet, tag: string): number | null {
  const value = Number.parseInt(text(dataSet, tag) ?? '', 10);
  return Number.isSafeInteger(value) ? value : null;
}

const short = (dataSet: DataSet, tag: string): number | null =>
  dataSet.elements[tag] ? (guarded(() => dataSet.uint16(tag)) ?? null) : null;

const decimals = (dataSet: DataSet, tag: string): number[] =>
  (text(dataSet, tag) ?? '').split('\\').map(decimal);
const decimal = (value: string): number => (value.trim() === '' ? Number.NaN : Number(value));
