import type { DicomDataElement } from '@iwharris/dicom-data-dictionary';
import { DicomDataset, type Tag } from './dataset.ts';
import { readHeader, readMetaElements, readTrailing } from './part10.ts';

/** A data element as a line of text, or an item of a sequence above its own elements. */
export interface ElementRow {
  /** Of no other row: tags and numbers of items, from the outermost on. */
  readonly path: string;
  readonly depth: number;
  /** `(0010,0010)`; empty for an item. */
  readonly tag: string;
  /** `PatientName`; for a private element its creator in brackets; empty where nobody knows it. */
  readonly keyword: string;
  readonly vr: string;
  /** Without anything that could act on the page or on the line. */
  readonly value: string;
  /** There is more of the value than stands here. */
  readonly cut: boolean;
  /** Of a sequence: how many items it has; of an item: which one it is, from 1. */
  readonly items: number | null;
  /** Bytes of a value that is no text; null for text and numbers. */
  readonly bytes: number | null;
}

export interface ElementList {
  readonly rows: readonly ElementRow[];
  /** There are more than are listed. */
  readonly more: boolean;
}

type Dictionary = Readonly<Record<string, DicomDataElement>>;

/** Table 7-1 of PS3.6, which the dictionary leaves out. */
const metaKeywords: Readonly<Record<string, string>> = {
  '(0002,0000)': 'FileMetaInformationGroupLength',
  '(0002,0001)': 'FileMetaInformationVersion',
  '(0002,0002)': 'MediaStorageSOPClassUID',
  '(0002,0003)': 'MediaStorageSOPInstanceUID',
  '(0002,0010)': 'TransferSyntaxUID',
  '(0002,0012)': 'ImplementationClassUID',
  '(0002,0013)': 'ImplementationVersionName',
  '(0002,0016)': 'SourceApplicationEntityTitle',
  '(0002,0017)': 'SendingApplicationEntityTitle',
  '(0002,0018)': 'ReceivingApplicationEntityTitle',
  '(0002,0100)': 'PrivateInformationCreatorUID',
  '(0002,0102)': 'PrivateInformation',
};

const MOST_ROWS = 50_000;
/** An item is a level of its own. */
const DEEPEST = 64;
const MOST_CHARACTERS = 2000;
const MOST_NUMBERS = 256;
const MOST_BYTES = 32;

const texts = /^(AE|AS|CS|DA|DS|DT|IS|LO|LT|PN|SH|ST|TM|UC|UI|UR|UT)$/;

const numbers: Readonly<
  Record<
    string,
    { readonly size: number; readonly read: (view: DataView, at: number, little: boolean) => string }
  >
> = {
  US: { size: 2, read: (view, at, little) => String(view.getUint16(at, little)) },
  SS: { size: 2, read: (view, at, little) => String(view.getInt16(at, little)) },
  UL: { size: 4, read: (view, at, little) => String(view.getUint32(at, little)) },
  SL: { size: 4, read: (view, at, little) => String(view.getInt32(at, little)) },
  UV: { size: 8, read: (view, at, little) => String(view.getBigUint64(at, little)) },
  SV: { size: 8, read: (view, at, little) => String(view.getBigInt64(at, little)) },
  FL: { size: 4, read: (view, at, little) => String(Number(view.getFloat32(at, little).toPrecision(7))) },
  FD: { size: 8, read: (view, at, little) => String(view.getFloat64(at, little)) },
  AT: {
    size: 4,
    read: (view, at, little) => tagWords(view.getUint16(at, little), view.getUint16(at + 2, little)),
  },
};

const hex = (value: number, digits: number): string => value.toString(16).toUpperCase().padStart(digits, '0');

const tagWords = (group: number, element: number): string => `(${hex(group, 4)},${hex(element, 4)})`;

/** Control characters, and those that turn the direction of what follows, as dots; ends of lines as one sign. */
export const harmless = (text: string): string =>
  text
    .replaceAll(/\r\n|\r|\n/g, ' ↵ ')
    // eslint-disable-next-line no-control-regex -- these are what must not get through
    .replaceAll(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g, '·');

type Said = Pick<ElementRow, 'value' | 'cut' | 'bytes'>;

const textSaid = (text: string): Said => ({
  value: harmless(text.slice(0, MOST_CHARACTERS)),
  cut: text.length > MOST_CHARACTERS,
  bytes: null,
});

const isPrintable = (bytes: Uint8Array): boolean =>
  bytes.every((byte, at) => (byte >= 0x20 && byte < 0x7f) || (byte === 0 && at === bytes.length - 1));

const bytesSaid = (bytes: Uint8Array): Said => ({
  value: Array.from(bytes.subarray(0, MOST_BYTES), (byte) => hex(byte, 2)).join(' '),
  cut: bytes.length > MOST_BYTES,
  bytes: bytes.length,
});

const numbersSaid = (bytes: Uint8Array, vr: string, little: boolean): Said => {
  const kind = numbers[vr];
  if (kind === undefined) return bytesSaid(bytes);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const count = Math.floor(bytes.length / kind.size);
  const said = Array.from({ length: Math.min(count, MOST_NUMBERS) }, (_, at) =>
    kind.read(view, at * kind.size, little),
  );
  return { value: said.join(' \\ '), cut: count > MOST_NUMBERS, bytes: null };
};

/** The dictionary says « US or SS » where the pixels decide. */
const oneVr = (vr: string): string => {
  const [first = 'UN', , second] = vr.split(' ');
  return first === 'OB' && second === 'OW' ? 'OW' : /^[A-Z]{2}$/.test(first) ? first : 'UN';
};

class Reader {
  readonly rows: ElementRow[] = [];
  more = false;
  private readonly dictionary: Dictionary;
  private readonly little: boolean;

  constructor(dictionary: Dictionary, little: boolean) {
    this.dictionary = dictionary;
    this.little = little;
  }

  read(dataset: DicomDataset, above: string, depth: number): void {
    const tags = Object.keys(dataset.raw.elements).sort() as Tag[];
    for (const tag of tags) {
      if (this.rows.length >= MOST_ROWS) {
        this.more = true;
        return;
      }
      this.element(dataset, tag, above, depth);
    }
  }

  private element(dataset: DicomDataset, tag: Tag, above: string, depth: number): void {
    const element = dataset.element(tag);
    if (element === undefined) return;
    const [group, number] = [Number.parseInt(tag.slice(1, 5), 16), Number.parseInt(tag.slice(5), 16)];
    const known = this.known(group, number);
    const isSequence = element.items !== undefined;
    const vr = isSequence ? 'SQ' : (element.vr ?? oneVr(known?.vr ?? 'UN'));
    const items = dataset.items(tag);
    const path = `${above}${tag.slice(1)}`;
    this.rows.push({
      path,
      depth,
      tag: tagWords(group, number),
      keyword: known?.keyword ?? metaKeywords[tagWords(group, number)] ?? creatorOf(dataset, group, number),
      vr,
      items: isSequence ? items.length : null,
      ...(isSequence ? textSaid('') : this.said(dataset, tag, vr)),
    });
    if (depth >= DEEPEST) this.more ||= items.length > 0;
    else
      items.forEach((item, at) => {
        const row = { path: `${path}.${at}`, depth: depth + 1, tag: '', keyword: '', vr: '', items: at + 1 };
        this.rows.push({ ...row, ...textSaid('') });
        this.read(item, `${path}.${at}.`, depth + 2);
      });
  }

  private known(group: number, number: number): DicomDataElement | undefined {
    const words = tagWords(group, number);
    // Overlays and curves have a group each, alike but for its last digits (PS3.5 §7.6).
    const repeated = `(${words.slice(1, 3)}xx,${words.slice(6)}`;
    return this.dictionary[words] ?? this.dictionary[repeated];
  }

  private said(dataset: DicomDataset, tag: Tag, vr: string): Said {
    const bytes = dataset.value(tag);
    if (bytes === undefined) return textSaid('');
    if (texts.test(vr)) return textSaid(dataset.text(tag));
    if (Object.hasOwn(numbers, vr)) return numbersSaid(bytes, vr, this.little);
    // What a private element holds is often words all the same.
    if (vr === 'UN' && bytes.length <= MOST_CHARACTERS && isPrintable(bytes))
      return textSaid(dataset.text(tag));
    return bytesSaid(bytes);
  }
}

/** Who made up a private element (PS3.5 §7.8.1), in brackets. */
const creatorOf = (dataset: DicomDataset, group: number, number: number): string => {
  if (group % 2 === 0 || number < 0x1000) return '';
  const block: Tag = `x${hex(group, 4).toLowerCase()}00${hex(number >> 8, 2).toLowerCase()}`;
  const creator = harmless(dataset.text(block));
  return creator === '' ? '' : `[${creator}]`;
};

/** All data elements of an instance, also of one whose header ends too early. Error: `instance-not-dicom`. */
export const readElements = async (file: Uint8Array): Promise<ElementList> => {
  // Large, and needed for nothing else.
  const { elements } = await import('@iwharris/dicom-data-dictionary');
  const part10 = readHeader(file);
  const meta = new Reader(elements, true);
  const header = readMetaElements(file);
  if (header !== null) meta.read(header, '', 0);
  const little = part10.transferSyntax !== '1.2.840.10008.1.2.2';
  const main = new Reader(elements, little);
  main.read(part10.dataset, '', 0);
  const trailing = readTrailing(part10);
  if (trailing !== null) main.read(trailing, '', 0);
  return { rows: [...meta.rows, ...main.rows], more: main.more };
};
