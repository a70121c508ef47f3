import { tags, type Keyword } from './tags.ts';

export type Value = string | number | readonly string[] | readonly number[] | readonly DataSet[] | Uint8Array;

/** Attributes by keyword. An empty string writes the attribute without a value, as type 2 asks for. */
export type DataSet = Readonly<Partial<Record<Keyword, Value>>>;

/** VRs whose length takes four bytes in explicit VR (PS3.5 table 7.1-1). */
const longLength = new Set<string>(['OB', 'OW', 'SQ', 'UT', 'UN', 'UC', 'UR']);

const numbers = {
  US: { size: 2, write: (bytes: Buffer, value: number, at: number) => bytes.writeUInt16LE(value, at) },
  SS: { size: 2, write: (bytes: Buffer, value: number, at: number) => bytes.writeInt16LE(value, at) },
  SL: { size: 4, write: (bytes: Buffer, value: number, at: number) => bytes.writeInt32LE(value, at) },
  UL: { size: 4, write: (bytes: Buffer, value: number, at: number) => bytes.writeUInt32LE(value, at) },
  FD: { size: 8, write: (bytes: Buffer, value: number, at: number) => bytes.writeDoubleLE(value, at) },
} as const;

const isNumeric = (vr: string): vr is keyof typeof numbers => vr in numbers;

/** At most 16 characters (PS3.5 §6.2, DS). */
export function decimal(value: number): string {
  const plain = String(Number(value.toPrecision(9)));
  if (plain.length <= 16) return plain;
  return value.toExponential(8);
}

function text(vr: string, values: readonly (string | number)[]): Buffer {
  const words = values.map((value) => (typeof value === 'number' ? decimal(value) : value));
  const bytes = Buffer.from(words.join('\\'), 'utf8');
  if (bytes.length % 2 === 0) return bytes;
  return Buffer.concat([bytes, Buffer.from(vr === 'UI' ? '\0' : ' ')]);
}

function isDataSets(value: Value): value is readonly DataSet[] {
  return Array.isArray(value) && value.some((item) => typeof item === 'object');
}

function attributeTag(keyword: string): number {
  if (!(keyword in tags)) throw new Error(`no tag for ${keyword}`);
  return tags[keyword as Keyword][0];
}

function sequence(items: readonly DataSet[]): Buffer {
  const parts = items.flatMap((item) => {
    const body = encodeDataSet(item);
    const head = Buffer.alloc(8);
    head.writeUInt16LE(0xfffe, 0);
    head.writeUInt16LE(0xe000, 2);
    head.writeUInt32LE(body.length, 4);
    return [head, body];
  });
  return Buffer.concat(parts);
}

function valueBytes(vr: string, value: Value): Uint8Array {
  if (value instanceof Uint8Array) return value;
  if (isDataSets(value)) return sequence(value);
  const list = typeof value === 'object' ? value : [value];
  if (vr === 'SQ' || value === '') return Buffer.alloc(0);
  if (vr === 'AT') {
    const bytes = Buffer.alloc(list.length * 4);
    list.forEach((keyword, index) => {
      const tag = attributeTag(String(keyword));
      bytes.writeUInt16LE(tag >>> 16, index * 4);
      bytes.writeUInt16LE(tag & 0xffff, index * 4 + 2);
    });
    return bytes;
  }
  if (!isNumeric(vr))
    return text(
      vr,
      list.filter((item) => typeof item !== 'object'),
    );
  const { size, write } = numbers[vr];
  const bytes = Buffer.alloc(list.length * size);
  list.forEach((item, index) => {
    write(bytes, Number(item), index * size);
  });
  return bytes;
}

function header(tag: number, vr: string, length: number): Buffer {
  const long = longLength.has(vr);
  const head = Buffer.alloc(long ? 12 : 8);
  head.writeUInt16LE(tag >>> 16, 0);
  head.writeUInt16LE(tag & 0xffff, 2);
  head.write(vr, 4, 'latin1');
  if (long) head.writeUInt32LE(length, 8);
  else head.writeUInt16LE(length, 6);
  return head;
}

/** One element with a given VR and length field; for encapsulated pixel data (undefined length). */
export function rawElement(
  keyword: Keyword,
  vr: string,
  length: number,
  body: readonly Uint8Array[],
): Buffer {
  return Buffer.concat([header(tags[keyword][0], vr, length), ...body]);
}

const hasKeyword = (name: string): name is Keyword => name in tags;

/** Explicit VR little endian (PS3.5 §7.1), in the order of tags; sequences with defined lengths. */
export function encodeDataSet(dataSet: DataSet): Buffer {
  const parts = Object.keys(dataSet)
    .filter(hasKeyword)
    .sort((a, b) => tags[a][0] - tags[b][0])
    .flatMap((keyword) => {
      const value = dataSet[keyword];
      if (value === undefined) return [];
      const [tag, vr] = tags[keyword];
      const bytes = valueBytes(vr, value);
      return [header(tag, vr, bytes.length), bytes];
    });
  return Buffer.concat(parts);
}
