import { createHmac, randomBytes } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import type { DataSet, Element } from 'dicom-parser';
import { parseUntil, text } from './data-set.ts';
import { basicProfile, goesByGroup } from './deidentify-table.ts';
import { derivedUid } from './derived-uid.ts';
import {
  element,
  elementHeader,
  fileMeta,
  itemHeader,
  sequence,
  textElement,
  textValue,
  UNDEFINED_LENGTH,
  type Encoding,
} from './elements.ts';
import { dataSetOf, readFileMeta, uidOf } from './part10.ts';

const PIXEL_DATA = '7FE00010';
const NEVER = 'xfffffffe';
const DEFLATED = '1.2.840.10008.1.2.1.99';
const EXPLICIT = '1.2.840.10008.1.2.1';
const IMPLICIT = '1.2.840.10008.1.2';
const BIG_ENDIAN = '1.2.840.10008.1.2.2';

/** Registered by the standard itself (PS3.6): they identify nobody, and mean something. */
const isWellKnown = (uid: string): boolean => uid.startsWith('1.2.840.10008.');

/** Values that mean nothing, by VR (PS3.15 E.2: D). */
const dummies: Readonly<Record<string, string>> = {
  DA: '19000101',
  TM: '000000',
  DT: '19000101000000',
  PN: 'Anonyme',
  IS: '0',
  DS: '0',
  AS: '000Y',
  UI: '2.25.0',
};
const wordVrs = new Set(['AE', 'CS', 'LO', 'LT', 'SH', 'ST', 'UC', 'UT', 'UR']);

export type Deidentified =
  | { readonly kind: 'done'; readonly file: Uint8Array[]; readonly sopInstanceUid: string }
  /** It may hold names where no rule finds them: written into the picture, or in words. */
  | { readonly kind: 'refused'; readonly reason: 'burned-in' | 'no-image' | 'unreadable' };

/**
 * De-identifies instances after the Basic Profile of PS3.15 Annex E: one object of this class for all that belongs
 * together, so that what refers to each other still does. Nobody can undo it: what ties old to new is thrown away.
 */
export class Deidentifier {
  readonly #secret = randomBytes(32);
  /** What the patient is called from now on; the same in every file. */
  readonly patientId = `ANON-${randomBytes(4).toString('hex').toUpperCase()}`;

  uid(uid: string): string {
    if (uid === '' || isWellKnown(uid)) return uid;
    return derivedUid(createHmac('sha256', this.#secret).update(uid).digest());
  }

  instance(file: Uint8Array): Deidentified {
    const meta = readFileMeta(file);
    if (!meta) return { kind: 'refused', reason: 'unreadable' };
    const { dataSet, complete } = parseUntil(file, meta, NEVER);
    if (!dataSet || !complete) return { kind: 'refused', reason: 'unreadable' };
    if (!dataSet.elements[`x${PIXEL_DATA.toLowerCase()}`]) return { kind: 'refused', reason: 'no-image' };
    if (text(dataSet, 'x00280301')?.toUpperCase() === 'YES') return { kind: 'refused', reason: 'burned-in' };
    const { explicit, bigEndian } = dataSetOf(file, meta);
    const encoding: Encoding = { explicit, bigEndian };
    const named = uidOf(text(dataSet, 'x00080018')) ?? meta.sopInstanceUid;
    // One that does not say which it is gets a name now: nothing can refer to it.
    const sopInstanceUid = this.uid(named ?? derivedUid(file));
    const sopClassUid = uidOf(text(dataSet, 'x00080016')) ?? meta.sopClassUid ?? '';
    const plain = bigEndian ? BIG_ENDIAN : explicit ? EXPLICIT : IMPLICIT;
    const syntax = meta.transferSyntaxUid === '' ? plain : meta.transferSyntaxUid;
    const body = this.#dataSet(dataSet, encoding, statements(sopInstanceUid, encoding));
    const written = syntax === DEFLATED ? [deflated(body)] : body;
    return {
      kind: 'done',
      sopInstanceUid,
      file: [fileMeta(sopClassUid, sopInstanceUid, syntax), ...written],
    };
  }

  #dataSet(dataSet: DataSet, encoding: Encoding, added: readonly [string, Buffer][]): Uint8Array[] {
    const parts = new Map<string, Uint8Array[]>();
    for (const found of Object.values(dataSet.elements)) {
      const tag = found.tag.slice(1).toUpperCase();
      const kept = this.#element(dataSet, found, tag, encoding);
      if (kept) parts.set(tag, kept);
    }
    for (const [tag, bytes] of added) parts.set(tag, [bytes]);
    return [...parts].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([, bytes]) => bytes);
  }

  /** Null where it goes. */
  #element(dataSet: DataSet, found: Element, tag: string, encoding: Encoding): Uint8Array[] | null {
    const group = Number.parseInt(tag.slice(0, 4), 16);
    // Group lengths are retired, and would be wrong; the ends of items are written anew.
    if (group <= 0x0002 || group === 0xfffe || tag.endsWith('0000') || goesByGroup(group)) return null;
    const vr = found.vr ?? '';
    const deed = basicProfile.get(tag);
    switch (deed) {
      case 'X':
        return null;
      case 'Z':
        return [elementHeader(tag, vr, 0, encoding)];
      case 'D':
        return [this.#dummy(tag, vr, encoding)];
      case 'U':
        return [element(tag, vr === '' ? 'UI' : vr, this.#uids(dataSet, found), encoding)];
      case undefined:
        return this.#kept(dataSet, found, tag, vr, encoding);
    }
  }

  #kept(dataSet: DataSet, found: Element, tag: string, vr: string, encoding: Encoding): Uint8Array[] | null {
    if (found.items) {
      const items = found.items.flatMap(({ dataSet: item }) => {
        const inner = item ? this.#dataSet(item, encoding, []) : [];
        return [itemHeader(sizeOf(inner), encoding), ...inner];
      });
      return [elementHeader(tag, 'SQ', sizeOf(items), encoding), ...items];
    }
    // A sequence that nobody could look into may hold anything.
    if (vr === 'UN' || (vr === 'SQ' && found.length > 0)) return null;
    // A person whom the table does not know: an attribute that is newer than it, or of a device's own making.
    if (vr === 'PN') return [elementHeader(tag, vr, 0, encoding)];
    if (found.hadUndefinedLength) {
      const end = endOfFragments(dataSet.byteArray, found.dataOffset, encoding);
      if (end === null) return null;
      const raw = dataSet.byteArray.subarray(found.dataOffset, end);
      return [elementHeader(tag, vr === '' ? 'OB' : vr, UNDEFINED_LENGTH, encoding), raw];
    }
    const value = dataSet.byteArray.subarray(found.dataOffset, found.dataOffset + found.length);
    return [elementHeader(tag, vr, value.byteLength, encoding), value];
  }

  /** Without a VR (implicit little endian) nothing but an empty value is surely right. */
  #dummy(tag: string, vr: string, encoding: Encoding): Uint8Array {
    if (tag === '00100020') return textElement(tag, 'LO', this.patientId, encoding);
    const words = dummies[vr] ?? (wordVrs.has(vr) ? 'ANON' : '');
    return element(tag, vr, textValue(vr, words), encoding);
  }

  #uids(dataSet: DataSet, found: Element): Buffer {
    const value = Buffer.from(
      dataSet.byteArray.buffer,
      dataSet.byteArray.byteOffset + found.dataOffset,
      found.length,
    );
    const uids = value
      .toString('latin1')
      .split('\\')
      .map((uid) => this.uid(uid.replace(/[\0 ]+$/, '')));
    return textValue('UI', uids.join('\\'));
  }
}

/** What a de-identified object says of itself (PS3.15 E.3, PS3.16 CID 7050). */
function statements(sopInstanceUid: string, encoding: Encoding): [string, Buffer][] {
  const code = Buffer.concat([
    textElement('00080100', 'SH', '113100', encoding),
    textElement('00080102', 'SH', 'DCM', encoding),
    textElement('00080104', 'LO', 'Basic Application Confidentiality Profile', encoding),
  ]);
  return [
    ['00080018', textElement('00080018', 'UI', sopInstanceUid, encoding)],
    ['00100010', textElement('00100010', 'PN', 'Anonyme', encoding)],
    ['00120062', textElement('00120062', 'CS', 'YES', encoding)],
    ['00120063', textElement('00120063', 'LO', 'e-mage: PS3.15 Basic Profile', encoding)],
    ['00120064', sequence('00120064', [code], encoding)],
    ['00280303', textElement('00280303', 'CS', 'REMOVED', encoding)],
  ];
}

const sizeOf = (parts: readonly Uint8Array[]): number =>
  parts.reduce((sum, { byteLength }) => sum + byteLength, 0);

function deflated(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = deflateRawSync(Buffer.concat(parts));
  // PS3.5 A.5: of even length.
  return bytes.byteLength % 2 === 0 ? bytes : Buffer.concat([bytes, Buffer.alloc(1)]);
}

/** Where an encapsulated value ends: behind its sequence delimiter. Null where it does not. */
function endOfFragments(bytes: Uint8Array, start: number, { bigEndian }: Encoding): number | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = start;
  while (at + 8 <= bytes.byteLength) {
    const item = view.getUint16(at + 2, !bigEndian);
    const length = view.getUint32(at + 4, !bigEndian);
    at += 8;
    if (item === 0xe0dd) return at;
    if (item !== 0xe000) return null;
    at += length;
  }
  return null;
}
