import { constants, inflateRawSync } from 'node:zlib';
import { uidSchema } from '../../src-shared/domain/series.ts';

/** The file meta information (PS3.10 §7.1), as far as it decides how to go on. */
export interface FileMeta {
  /** Empty where the file does not say. */
  readonly transferSyntaxUid: string;
  readonly sopClassUid: string | null;
  readonly sopInstanceUid: string | null;
  /** Where the data set begins. */
  readonly end: number;
  /** It has a preamble and the letters that say that it is DICOM. */
  readonly hasMagic: boolean;
}

const MAGIC_AT = 128;
const longLengthVrs = new Set(['OB', 'OD', 'OF', 'OL', 'OV', 'OW', 'SQ', 'SV', 'UC', 'UN', 'UR', 'UT', 'UV']);
/** More than any header needs; a deflated file that swells beyond this is read up to here. */
const MAX_INFLATED = 64 * 2 ** 20;

const DEFLATED = '1.2.840.10008.1.2.1.99';
const IMPLICIT = '1.2.840.10008.1.2';
const BIG_ENDIAN = '1.2.840.10008.1.2.2';

export const latin1 = (bytes: Uint8Array, at: number, length: number): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset + at, Math.min(length, bytes.byteLength - at)).toString(
    'latin1',
  );

/** A UID without its padding; null for what is none. */
export function uidOf(text: string | undefined): string | null {
  const uid = uidSchema.safeParse(text?.replace(/[\0 ]+$/, ''));
  return uid.success ? uid.data : null;
}

/** Old and exported files may lack the preamble, or all before the data set: then the first tag must be one of a beginning. */
function startOf(bytes: Uint8Array, view: DataView): number | null {
  if (bytes.byteLength >= MAGIC_AT + 4 && latin1(bytes, MAGIC_AT, 4) === 'DICM') return MAGIC_AT + 4;
  if (bytes.byteLength < 8) return null;
  const [group, element] = [view.getUint16(0, true), view.getUint16(2, true)];
  return (group === 0x0002 || group === 0x0008) && element <= 0x0018 ? 0 : null;
}

/**
 * Reads group 0002, always explicit little endian, without believing any length beyond the bytes that are there.
 * Null for what is not DICOM at all.
 */
export function readFileMeta(bytes: Uint8Array): FileMeta | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const start = startOf(bytes, view);
  if (start === null) return null;
  let at = start;
  let transferSyntaxUid = '';
  let sopClassUid: string | null = null;
  let sopInstanceUid: string | null = null;
  while (at + 8 <= bytes.byteLength && view.getUint16(at, true) === 0x0002) {
    const element = view.getUint16(at + 2, true);
    const long = longLengthVrs.has(latin1(bytes, at + 4, 2));
    if (long && at + 12 > bytes.byteLength) break;
    const valueAt = at + (long ? 12 : 8);
    const length = long ? view.getUint32(at + 8, true) : view.getUint16(at + 6, true);
    if (length > bytes.byteLength - valueAt) break;
    const text = (): string => latin1(bytes, valueAt, length);
    if (element === 0x0002) sopClassUid = uidOf(text());
    if (element === 0x0003) sopInstanceUid = uidOf(text());
    if (element === 0x0010) transferSyntaxUid = uidOf(text()) ?? '';
    at = valueAt + length;
  }
  return { transferSyntaxUid, sopClassUid, sopInstanceUid, end: at, hasMagic: start > 0 };
}

export interface DataSetBytes {
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly explicit: boolean;
  readonly bigEndian: boolean;
}

/** Without a transfer syntax, two capitals after the first tag are a VR. */
export function isExplicit(file: Uint8Array, { transferSyntaxUid, end }: FileMeta): boolean {
  if (transferSyntaxUid !== '') return transferSyntaxUid !== IMPLICIT;
  return /^[A-Z]{2}$/.test(latin1(file, end + 4, 2));
}

/** Where and how the data set is written; inflated where it is deflated, up to a limit. */
export function dataSetOf(file: Uint8Array, meta: FileMeta): DataSetBytes {
  const { transferSyntaxUid: syntax, end } = meta;
  if (syntax === DEFLATED) {
    return { bytes: inflate(file.subarray(end)), start: 0, explicit: true, bigEndian: false };
  }
  const explicit = isExplicit(file, meta);
  return { bytes: file, start: end, explicit, bigEndian: syntax === BIG_ENDIAN };
}

function inflate(deflated: Uint8Array): Uint8Array {
  // `finishFlush` makes what can be inflated of a cut stream come out instead of an error.
  return inflateRawSync(deflated, { maxOutputLength: MAX_INFLATED, finishFlush: constants.Z_SYNC_FLUSH });
}
