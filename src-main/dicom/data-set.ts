import dicomParser from 'dicom-parser';
import type { DataSet } from 'dicom-parser';
import { decodeText } from '../../src-shared/dicom/charset.ts';
import { withoutUnseen } from '../../src-shared/words-from-elsewhere.ts';
import { vrForParser } from '../../src-shared/dicom/long-vrs.ts';
import { dataSetOf, type DataSetBytes, type FileMeta } from './part10.ts';

class Stream extends dicomParser.ByteStream {
  override readonly readFixedString = (length: number): string =>
    vrForParser(dicomParser.ByteStream.prototype.readFixedString.call(this, length));
}

export interface Parsed {
  /** Null where not even a beginning could be read. */
  readonly dataSet: DataSet | null;
  /** False: broken off, lying or nested without end; what came before is in the data set. */
  readonly complete: boolean;
}

/** Reads a data set up to and including the tag, of whose value nothing is touched. Never throws. */
export function parseUntil(file: Uint8Array, meta: FileMeta, untilTag: string): Parsed {
  let source: DataSetBytes;
  try {
    source = dataSetOf(file, meta);
  } catch {
    return { dataSet: null, complete: false };
  }
  const order = source.bigEndian
    ? dicomParser.bigEndianByteArrayParser
    : dicomParser.littleEndianByteArrayParser;
  const dataSet = new dicomParser.DataSet(order, source.bytes, {});
  try {
    const stream = new Stream(order, source.bytes, source.start);
    const read = source.explicit
      ? dicomParser.parseDicomDataSetExplicit
      : dicomParser.parseDicomDataSetImplicit;
    read(dataSet, stream, source.bytes.byteLength, { untilTag });
    return { dataSet, complete: true };
  } catch {
    return { dataSet, complete: false };
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

/** No value that we read is long; one that claims to be is not believed. */
const MOST_TEXT = 1024;

export function text(dataSet: DataSet, tag: string): string | undefined {
  const element = dataSet.elements[tag];
  if (!element || element.length > MOST_TEXT) return undefined;
  return guarded(() => dataSet.string(tag)?.trim());
}

/** Text in the file's own character set (PS3.3 C.12.1.1.2); empty where there is none. */
export function decodedText(dataSet: DataSet, tag: string): string {
  const element = dataSet.elements[tag];
  if (!element || element.length > MOST_TEXT) return '';
  const bytes = dataSet.byteArray.subarray(element.dataOffset, element.dataOffset + element.length);
  const words = guarded(() => decodeText(bytes, text(dataSet, 'x00080005') ?? '')) ?? '';
  // eslint-disable-next-line no-control-regex
  return withoutUnseen(words.replace(/[\u0000-\u001f]+/g, ' ')).trim();
}

export function integer(dataSet: DataSet, tag: string): number | null {
  const value = Number.parseInt(text(dataSet, tag) ?? '', 10);
  return Number.isSafeInteger(value) ? value : null;
}

export const short = (dataSet: DataSet, tag: string): number | null =>
  dataSet.elements[tag] ? (guarded(() => dataSet.uint16(tag)) ?? null) : null;

export const decimals = (dataSet: DataSet, tag: string): number[] =>
  (text(dataSet, tag) ?? '').split('\\').map(decimal);
const decimal = (value: string): number => (value.trim() === '' ? Number.NaN : Number(value));
