import type { ByteArrayParser, DataSet, Element } from 'dicom-parser';
import { decodeText } from '../../../src-shared/dicom/charset.ts';

/** `x0028` + `0010`: how dicom-parser names the element (0028,0010). */
export type Tag = `x${string}`;

/** A contour's points, or a report's text; more in one element is no text that a person wrote. */
const MOST_TEXT = 1 << 22;

const decimal = (text: string): number | undefined => {
  // DS allows surrounding spaces (PS3.5 §6.2); Number('') would be 0.
  const trimmed = text.trim();
  if (trimmed === '') return undefined;
  const value = Number(trimmed.replace(',', '.'));
  return Number.isFinite(value) ? value : undefined;
};

const trimmed = (text: string): string => text.replace(/^[ \0]+|[ \0]+$/g, '');

/** A data set with accessors that give `undefined` instead of throwing or of giving NaN. */
export class DicomDataset {
  readonly bytes: Uint8Array;
  readonly raw: DataSet;
  /** Why reading ended before the pixel data; null where it did not. */
  damage: string | null = null;
  private readonly inherited: string | undefined;

  constructor(
    bytes: Uint8Array,
    endian: ByteArrayParser,
    elements: DataSet['elements'] = {},
    charset?: string,
  ) {
    this.bytes = bytes;
    this.inherited = charset;
    // dicom-parser does not export its DataSet class; its parsers only need these four properties.
    const bare: Pick<DataSet, 'byteArray' | 'byteArrayParser' | 'elements' | 'warnings'> = {
      byteArray: bytes,
      byteArrayParser: endian,
      elements,
      warnings: [],
    };
    this.raw = bare as DataSet;
  }

  has(tag: Tag): boolean {
    return this.raw.elements[tag] !== undefined;
  }

  element(tag: Tag): Element | undefined {
    return this.raw.elements[tag];
  }

  /** The bytes of an element; undefined where it is absent, empty or reaches outside the file. */
  value(tag: Tag): Uint8Array | undefined {
    const element = this.raw.elements[tag];
    if (element === undefined || element.length === 0 || element.length === 0xffffffff) return undefined;
    const end = element.dataOffset + element.length;
    return end > this.bytes.length ? undefined : this.bytes.subarray(element.dataOffset, end);
  }

  /** Values of a text element in the default repertoire, without padding. */
  strings(tag: Tag): string[] {
    const value = this.value(tag);
    if (value === undefined || value.length > MOST_TEXT) return [];
    return new TextDecoder('latin1').decode(value).split('\\').map(trimmed);
  }

  string(tag: Tag): string {
    return this.strings(tag)[0] ?? '';
  }

  /** A text for people, in the file's character set (0008,0005). */
  text(tag: Tag): string {
    const value = this.value(tag);
    if (value === undefined || value.length > MOST_TEXT) return '';
    return trimmed(decodeText(value, this.charset));
  }

  get charset(): string {
    return this.has('x00080005') ? this.strings('x00080005').join('\\') : (this.inherited ?? '');
  }

  /** DS or IS. */
  decimals(tag: Tag): number[] {
    const texts = this.strings(tag);
    // Some writers leave empty values at the end.
    while (texts.at(-1) === '') texts.pop();
    const values = texts.map(decimal);
    return values.every((value) => value !== undefined) ? values : [];
  }

  decimal(tag: Tag): number | undefined {
    const [first] = this.strings(tag);
    return first === undefined ? undefined : decimal(first);
  }

  /** US; several values where there are several. */
  uint16s(tag: Tag): number[] {
    const value = this.value(tag);
    if (value === undefined) return [];
    const { byteArrayParser } = this.raw;
    const count = Math.min(value.length >> 1, 1 << 17);
    return Array.from({ length: count }, (_, index) => byteArrayParser.readUint16(value, index * 2));
  }

  uint16(tag: Tag): number | undefined {
    return this.uint16s(tag)[0];
  }

  /** US or SS, as the pixels are (PS3.3: "US or SS" elements follow Pixel Representation). */
  int16(tag: Tag, signed: boolean): number | undefined {
    const value = this.uint16(tag);
    return value === undefined || !signed ? value : (value << 16) >> 16;
  }

  /** UL. */
  uint32(tag: Tag): number | undefined {
    const value = this.value(tag);
    return value === undefined || value.length < 4
      ? undefined
      : this.raw.byteArrayParser.readUint32(value, 0);
  }

  /** FL. */
  floats(tag: Tag): number[] {
    const value = this.value(tag);
    if (value === undefined) return [];
    const { byteArrayParser } = this.raw;
    return Array.from({ length: value.length >> 2 }, (_, index) =>
      byteArrayParser.readFloat(value, index * 4),
    );
  }

  /** SL; OF and others of four bytes. */
  int32s(tag: Tag): number[] {
    const value = this.value(tag);
    if (value === undefined) return [];
    const { byteArrayParser } = this.raw;
    return Array.from({ length: value.length >> 2 }, (_, index) =>
      byteArrayParser.readInt32(value, index * 4),
    );
  }

  /** FD. */
  doubles(tag: Tag): number[] {
    const value = this.value(tag);
    if (value === undefined) return [];
    const { byteArrayParser } = this.raw;
    return Array.from({ length: value.length >> 3 }, (_, index) =>
      byteArrayParser.readDouble(value, index * 8),
    );
  }

  items(tag: Tag): DicomDataset[] {
    const items = this.raw.elements[tag]?.items ?? [];
    return items.flatMap((item) => {
      if (item.dataSet === undefined) return [];
      return [new DicomDataset(this.bytes, this.raw.byteArrayParser, item.dataSet.elements, this.charset)];
    });
  }

  item(tag: Tag): DicomDataset | undefined {
    return this.items(tag)[0];
  }
}
