import { decodeText } from './character-sets.ts';
import type { Element, PersonName, Value } from './dicom-json.ts';

const inCharacterSet: ReadonlySet<string> = new Set(['LO', 'LT', 'PN', 'SH', 'ST', 'UC', 'UT']);
const single: ReadonlySet<string> = new Set(['LT', 'ST', 'UT', 'UR']);
const textual: ReadonlySet<string> = new Set('AE AS CS DA DS DT IS LO LT PN SH ST TM UC UI UR UT'.split(' '));
/** Bytes of one value of a binary VR: what has to be turned round in a big-endian file. */
const widths: Readonly<Record<string, number>> = {
  AT: 2, FL: 4, FD: 8, OB: 1, OD: 8, OF: 4, OL: 4, OV: 8, OW: 2, SL: 4, SS: 2, SV: 8, UL: 4, UN: 1, US: 2, UV: 8,
}; // prettier-ignore

export function isText(vr: string): boolean {
  return textual.has(vr);
}

/** Whether the JSON model gives the value as bytes (PS3.18 §F.2.7). */
export function isBinary(vr: string): boolean {
  return vr.startsWith('O') || vr === 'UN';
}

/** The value's bytes in little endian. Copies only where it must turn them round. */
export function littleEndianBytes(bytes: Buffer, vr: string, bigEndian: boolean): Buffer {
  const width = widths[vr] ?? 1;
  if (!bigEndian || width === 1) return bytes;
  const copy = Buffer.from(bytes.subarray(0, bytes.length - (bytes.length % width)));
  if (width === 2) return copy.swap16();
  return width === 4 ? copy.swap32() : copy.swap64();
}

/** One element of the JSON model; `bytes` are the value as it stands in the file. */
export function decodeValue(vr: string, bytes: Buffer, characterSet: string, bigEndian: boolean): Element {
  if (bytes.length === 0) return { vr };
  if (isText(vr)) return decodeTextual(vr, bytes, characterSet);
  const ordered = littleEndianBytes(bytes, vr, bigEndian);
  if (isBinary(vr) || !(vr in widths))
    return { vr: isBinary(vr) ? vr : 'UN', InlineBinary: ordered.toString('base64') };
  const values = decodeNumbers(vr, ordered);
  return values.length > 0 ? { vr, Value: values } : { vr };
}

function decodeTextual(vr: string, bytes: Buffer, characterSet: string): Element {
  const raw = inCharacterSet.has(vr) ? decodeText(bytes, characterSet, vr) : bytes.toString('latin1');
  // NUL is padding where it is anything, and no database takes it as text.
  const decoded = raw.replaceAll('\0', '');
  const parts = single.has(vr)
    ? [trimEnd(decoded)]
    : decoded.split('\\').map((part) => trimEnd(part).trimStart());
  const values = parts.map((part) => textualValue(vr, part));
  return values.every((value) => value === null) ? { vr } : { vr, Value: values };
}

function trimEnd(value: string): string {
  let end = value.length;
  while (end > 0 && value.charCodeAt(end - 1) === 0x20) end -= 1;
  return value.slice(0, end);
}

function textualValue(vr: string, value: string): Value {
  if (value === '') return null;
  if (vr === 'PN') return personName(value);
  // PS3.18 F.2.3: a number, or the text where it is none.
  if (vr === 'DS') return /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(value) ? finite(value) : value;
  if (vr === 'IS') return /^[-+]?\d+$/.test(value) ? finite(value) : value;
  return value;
}

function finite(value: string): number | string {
  const result = Number(value);
  return Number.isFinite(result) ? result : value;
}

function personName(value: string): PersonName | null {
  const [alphabetic, ideographic, phonetic] = value.split('=').map((group) => trimEnd(group));
  if (!alphabetic && !ideographic && !phonetic) return null;
  return {
    ...(alphabetic ? { Alphabetic: alphabetic } : {}),
    ...(ideographic ? { Ideographic: ideographic } : {}),
    ...(phonetic ? { Phonetic: phonetic } : {}),
  };
}

function decodeNumbers(vr: string, bytes: Buffer): Value[] {
  const step = vr === 'AT' ? 4 : (widths[vr] ?? 1);
  const values: Value[] = [];
  for (let at = 0; at + step <= bytes.length; at += step) values.push(numberAt(vr, bytes, at));
  return values;
}

function numberAt(vr: string, bytes: Buffer, at: number): Value {
  switch (vr) {
    case 'AT':
      return ((bytes.readUInt16LE(at) * 0x10000 + bytes.readUInt16LE(at + 2)) >>> 0)
        .toString(16)
        .toUpperCase()
        .padStart(8, '0');
    case 'US':
      return bytes.readUInt16LE(at);
    case 'SS':
      return bytes.readInt16LE(at);
    case 'UL':
      return bytes.readUInt32LE(at);
    case 'SL':
      return bytes.readInt32LE(at);
    case 'FL':
      return float(bytes.readFloatLE(at));
    case 'FD':
      return float(bytes.readDoubleLE(at));
    case 'UV':
      return big(bytes.readBigUInt64LE(at));
    case 'SV':
      return big(bytes.readBigInt64LE(at));
    default:
      throw new Error(`not a number: ${vr}`);
  }
}

function float(value: number): number | string {
  if (Number.isFinite(value)) return value;
  return Number.isNaN(value) ? 'NaN' : value > 0 ? 'inf' : '-inf';
}

function big(value: bigint): number | string {
  return value >= Number.MIN_SAFE_INTEGER && value <= Number.MAX_SAFE_INTEGER
    ? Number(value)
    : value.toString();
}
