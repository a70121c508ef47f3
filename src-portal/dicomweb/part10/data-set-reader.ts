import { normaliseCharacterSet } from './character-sets.ts';
import type { DataSet, Element } from './dicom-json.ts';
import { vrOf } from './dictionary.ts';
import { UnreadableDicom } from './errors.ts';
import { maxDepth, maxElements, maxHeaderBytes, maxInlineBinary, maxInlineValue } from './limits.ts';
import { decodeValue, isBinary } from './values.ts';

/** How elements are written (PS3.5 §7.1, annex A). */
export interface Encoding {
  readonly explicit: boolean;
  readonly bigEndian: boolean;
}

/** Where a value lies that is too large for the metadata, or the pixel data. */
export interface BulkLocation {
  readonly vr: string;
  readonly offset: number;
  /** Null: encapsulated, of undefined length (PS3.5 §A.4). */
  readonly length: number | null;
  readonly bigEndian: boolean;
}

/** The reader needs bytes up to this position to go on. */
export class NeedMore {
  readonly upTo: number;

  constructor(upTo: number) {
    this.upTo = upTo;
  }
}

interface Header {
  readonly tag: string;
  readonly vr: string;
  readonly length: number;
  /** How nested items are written: not as their parent where a sequence stands as UN (PS3.5 §6.2.2). */
  readonly inner: Encoding;
}

interface Level {
  readonly depth: number;
  readonly path: string;
  readonly characterSet: string;
  readonly encoding: Encoding;
}

const undefinedLength = 0xffffffff;
const longForm: ReadonlySet<string> = new Set('OB OD OF OL OV OW SQ SV UC UN UR UT UV'.split(' '));
const pixelTags: ReadonlySet<string> = new Set(['7FE00008', '7FE00009', '7FE00010']);
const implicitLittleEndian: Encoding = { explicit: false, bigEndian: false };

/**
 * Reads a header into the JSON model, and stops before the pixel data. It believes no length: every value must lie
 * within the bytes; depth and number of elements are limited. `bytes` may be the beginning of a longer file of `size`
 * bytes: then NeedMore is thrown, and the caller comes back with more.
 */
export class DataSetReader {
  readonly bulk = new Map<string, BulkLocation>();
  pixelData: (BulkLocation & { readonly tag: string }) | null = null;
  /** A value reaches beyond the end of the file. */
  cutOff = false;

  readonly #bytes: Buffer;
  readonly #size: number;
  #position: number;
  #elements = 0;
  #signedPixels = false;
  #stopped = false;

  constructor(bytes: Buffer, position: number, size: number) {
    this.#bytes = bytes;
    this.#position = position;
    this.#size = size;
  }

  get position(): number {
    return this.#position;
  }

  /** The whole data set. */
  read(encoding: Encoding): DataSet {
    const level: Level = { depth: 0, path: '', characterSet: '', encoding };
    return this.#dataSet(level, this.#size);
  }

  /** The elements of one group alone: the file meta information. */
  readGroup(group: string, encoding: Encoding): DataSet {
    const result: Record<string, Element> = {};
    const level: Level = { depth: 0, path: '', characterSet: '', encoding };
    while (this.#position + 8 <= this.#size && this.#peekTag(encoding).startsWith(group)) {
      const header = this.#header(level);
      result[header.tag] = this.#element(header, level);
    }
    return result;
  }

  #dataSet(start: Level, end: number): DataSet {
    const result: Record<string, Element> = {};
    let level = start;
    while (this.#position < end && !this.#stopped) {
      if (end - this.#position < 8) {
        // Less than an element: padding at the end of a file, an inconsistency anywhere else.
        if (level.depth > 0) throw this.#corrupt('an item ends within an element');
        if (!this.#bytes.subarray(this.#position, end).every((byte) => byte === 0))
          this.#need(this.#position + 8);
        break;
      }
      const header = this.#header(level);
      if (header.tag === 'FFFEE00D') {
        if (level.depth > 0) break;
        continue;
      }
      if (header.tag === 'FFFEE0DD' || header.tag === 'FFFEE000')
        throw this.#corrupt(`a stray ${header.tag}`);
      if (level.depth === 0 && pixelTags.has(header.tag)) {
        result[header.tag] = this.#notePixelData(header, level);
        break;
      }
      const element = this.#element(header, level);
      if (header.tag.endsWith('0000') || header.tag === 'FFFCFFFC') continue;
      result[header.tag] = element;
      if (header.tag === '00080005') {
        level = { ...level, characterSet: characterSetOf(element) };
        // The JSON model is in UTF-8, and says so (PS3.18 §F.2.2).
        if (element.Value) result[header.tag] = { vr: 'CS', Value: ['ISO_IR 192'] };
      }
      if (header.tag === '00280103') this.#signedPixels = element.Value?.[0] === 1;
    }
    return result;
  }

  #peekTag({ bigEndian }: Encoding): string {
    this.#need(this.#position + 4);
    const group = this.#uint16(this.#position, bigEndian);
    const element = this.#uint16(this.#position + 2, bigEndian);
    return (group * 0x10000 + element).toString(16).toUpperCase().padStart(8, '0');
  }

  #header({ encoding }: Level): Header {
    this.#elements += 1;
    if (this.#elements > maxElements)
      throw new UnreadableDicom('too-large', `more than ${maxElements} elements`);
    const tag = this.#peekTag(encoding);
    this.#need(this.#position + 8);
    if (!encoding.explicit || tag.startsWith('FFFE')) {
      const length = this.#uint32(this.#position + 4, encoding.bigEndian);
      this.#position += 8;
      const known = tag.startsWith('FFFE') ? 'UN' : (vrOf(tag, this.#signedPixels) ?? 'UN');
      return { tag, vr: known, length, inner: encoding };
    }
    const written = this.#bytes.toString('latin1', this.#position + 4, this.#position + 6);
    let length: number;
    if (longForm.has(written)) {
      this.#need(this.#position + 12);
      length = this.#uint32(this.#position + 8, encoding.bigEndian);
      this.#position += 12;
    } else {
      length = this.#uint16(this.#position + 6, encoding.bigEndian);
      this.#position += 8;
    }
    if (written !== 'UN')
      return { tag, vr: /^[A-Z]{2}$/.test(written) ? written : 'UN', length, inner: encoding };
    return { tag, vr: vrOf(tag, this.#signedPixels) ?? 'UN', length, inner: implicitLittleEndian };
  }

  #element(header: Header, level: Level): Element {
    const { tag, vr, length, inner } = header;
    if (length === undefinedLength) {
      if (vr === 'SQ' || vr === 'UN' || !inner.explicit) return this.#sequence(header, level, null);
      this.#skipFragments(inner);
      return { vr };
    }
    const end = this.#position + length;
    if (vr === 'SQ') {
      if (length === 0 || this.#startsWithItem(inner, end)) return this.#sequence(header, level, end);
      if (inner.explicit) throw this.#corrupt(`${tag} is no sequence`);
    }
    return this.#value(tag, vr === 'SQ' ? 'UN' : vr, length, { ...level, encoding: inner });
  }

  #value(tag: string, vr: string, length: number, level: Level): Element {
    const end = this.#position + length;
    const { bigEndian } = level.encoding;
    if (length > (isBinary(vr) ? maxInlineBinary : maxInlineValue)) {
      const path = level.path + tag;
      this.bulk.set(path, { vr, offset: this.#position, length, bigEndian });
      if (level.depth === 0 && (end > this.#size || end > maxHeaderBytes)) {
        // An encapsulated document that ends the file, too large to be read past or cut off.
        this.cutOff ||= end > this.#size;
        this.#stopped = true;
      } else {
        this.#need(end);
        this.#position = end;
      }
      return { vr, BulkDataURI: `bulkdata/${path}` };
    }
    this.#need(end);
    const bytes = this.#bytes.subarray(this.#position, end);
    this.#position = end;
    return decodeValue(vr, bytes, level.characterSet, bigEndian);
  }

  #sequence({ tag, inner }: Header, level: Level, end: number | null): Element {
    if (level.depth >= maxDepth) throw new UnreadableDicom('too-deep', `more than ${maxDepth} levels`);
    if (end !== null) this.#need(end);
    const items: DataSet[] = [];
    while (end === null || end - this.#position >= 8) {
      const item = this.#header({ ...level, encoding: inner });
      if (item.tag === 'FFFEE0DD') break;
      if (item.tag !== 'FFFEE000') throw this.#corrupt(`${item.tag} where an item of ${tag} should begin`);
      const path = `${level.path}${tag}/${items.length + 1}/`;
      const itemEnd = item.length === undefinedLength ? (end ?? this.#size) : this.#position + item.length;
      if (itemEnd > (end ?? this.#size)) this.#overrun(itemEnd, end);
      items.push(
        this.#dataSet(
          { depth: level.depth + 1, path, characterSet: level.characterSet, encoding: inner },
          itemEnd,
        ),
      );
    }
    if (end !== null) this.#position = end;
    return items.length > 0 ? { vr: 'SQ', Value: items } : { vr: 'SQ' };
  }

  #overrun(itemEnd: number, end: number | null): never {
    if (end !== null) throw this.#corrupt('an item reaches beyond its sequence');
    throw new UnreadableDicom('cut-off', `an item ends at ${itemEnd}, the file at ${this.#size}`);
  }

  #startsWithItem({ bigEndian }: Encoding, end: number): boolean {
    if (this.#position + 8 > end) return false;
    this.#need(this.#position + 8);
    return this.#peekTag({ explicit: false, bigEndian }) === 'FFFEE000';
  }

  #skipFragments(encoding: Encoding): void {
    for (;;) {
      const item = this.#header({ depth: 0, path: '', characterSet: '', encoding });
      if (item.tag === 'FFFEE0DD') return;
      if (item.tag !== 'FFFEE000' || item.length === undefinedLength)
        throw this.#corrupt('a broken fragment');
      this.#need(this.#position + item.length);
      this.#position += item.length;
    }
  }

  #notePixelData({ tag, vr, length, inner }: Header, level: Level): Element {
    const encapsulated = length === undefinedLength;
    this.pixelData = {
      tag,
      vr: vr === 'UN' ? 'OW' : vr,
      offset: this.#position,
      length: encapsulated ? null : length,
      bigEndian: inner.bigEndian,
    };
    if (!encapsulated && this.#position + length > this.#size) this.cutOff = true;
    this.bulk.set(level.path + tag, this.pixelData);
    return { vr: this.pixelData.vr, BulkDataURI: `bulkdata/${tag}` };
  }

  #need(position: number): void {
    if (position <= this.#bytes.length) return;
    if (position > this.#size) throw new UnreadableDicom('cut-off', `${position} of ${this.#size} bytes`);
    if (position > maxHeaderBytes)
      throw new UnreadableDicom('too-large', `a header beyond ${maxHeaderBytes} bytes`);
    // Thrown, not returned: it unwinds the recursion, and the caller starts again with more bytes.
    // eslint-disable-next-line @typescript-eslint/only-throw-error
    throw new NeedMore(position);
  }

  #uint16(at: number, bigEndian: boolean): number {
    return bigEndian ? this.#bytes.readUInt16BE(at) : this.#bytes.readUInt16LE(at);
  }

  #uint32(at: number, bigEndian: boolean): number {
    return bigEndian ? this.#bytes.readUInt32BE(at) : this.#bytes.readUInt32LE(at);
  }

  #corrupt(detail: string): UnreadableDicom {
    return new UnreadableDicom('corrupt', `${detail}, at ${this.#position}`);
  }
}

function characterSetOf(element: Element): string {
  const values = (element.Value ?? []).map((value) => (typeof value === 'string' ? value : ''));
  return normaliseCharacterSet(values.join('\\'));
}
