/** A data element for a test's file: its tag as eight hexadecimal digits, its VR, and its value (of a sequence its items). */
export type TestElement = readonly [
  tag: string,
  vr: string,
  value: string | number | readonly number[] | Uint8Array | readonly (readonly TestElement[])[],
];

const numbers: Readonly<
  Record<string, readonly [number, (view: DataView, value: number, little: boolean) => void]>
> = {
  US: [2, (view, value, little) => view.setUint16(0, value, little)],
  SS: [2, (view, value, little) => view.setInt16(0, value, little)],
  OW: [2, (view, value, little) => view.setUint16(0, value, little)],
  UL: [4, (view, value, little) => view.setUint32(0, value, little)],
  SL: [4, (view, value, little) => view.setInt32(0, value, little)],
  FL: [4, (view, value, little) => view.setFloat32(0, value, little)],
  OF: [4, (view, value, little) => view.setFloat32(0, value, little)],
  FD: [8, (view, value, little) => view.setFloat64(0, value, little)],
  UV: [8, (view, value, little) => view.setBigUint64(0, BigInt(value), little)],
};

const word = (value: number, size: 2 | 4, little: boolean): number[] => {
  const bytes = Array.from({ length: size }, (_, at) => (value >>> (8 * at)) & 255);
  return little ? bytes : bytes.reverse();
};

const isItems = (value: TestElement[2]): value is readonly (readonly TestElement[])[] =>
  Array.isArray(value) && value.every((each) => Array.isArray(each));

const valueBytes = (vr: string, value: TestElement[2], little: boolean): number[] => {
  if (typeof value === 'string') return [...new TextEncoder().encode(value)];
  if (value instanceof Uint8Array) return [...value];
  const [size, write] = numbers[vr] ?? [1, (view: DataView, each: number) => view.setUint8(0, each)];
  const all = typeof value === 'number' ? [value] : (value as readonly number[]);
  return all.flatMap((each) => {
    const bytes = new Uint8Array(size);
    write(new DataView(bytes.buffer), each, little);
    return [...bytes];
  });
};

const written = (elements: readonly TestElement[], little: boolean): number[] =>
  elements.flatMap(([tag, vr, value]) => {
    const [group, element] = [Number.parseInt(tag.slice(0, 4), 16), Number.parseInt(tag.slice(4), 16)];
    const bytes =
      vr === 'SQ' && isItems(value)
        ? value.flatMap((item) => {
            const inner = written(item, little);
            return [
              ...word(0xfffe, 2, little),
              ...word(0xe000, 2, little),
              ...word(inner.length, 4, little),
              ...inner,
            ];
          })
        : valueBytes(vr, value, little);
    if (bytes.length % 2 !== 0) bytes.push(vr === 'UI' || vr.startsWith('O') ? 0 : 32);
    const long = /^(O[BDFLVW]|S[QV]|U[CNRTV])$/.test(vr);
    return [
      ...word(group, 2, little),
      ...word(element, 2, little),
      ...new TextEncoder().encode(vr),
      ...(long ? [0, 0, ...word(bytes.length, 4, little)] : word(bytes.length, 2, little)),
      ...bytes,
    ];
  });

/** A Part 10 file in an explicit transfer syntax. */
export const writeDicom = (transferSyntax: string, elements: readonly TestElement[]): Uint8Array => {
  const little = transferSyntax !== '1.2.840.10008.1.2.2';
  const sorted = [...elements].sort(([a], [b]) => (a < b ? -1 : 1));
  return Uint8Array.from([
    ...new Uint8Array(128),
    ...new TextEncoder().encode('DICM'),
    ...written([['00020010', 'UI', transferSyntax]], true),
    ...written(sorted, little),
  ]);
};

const UNDEFINED_LENGTH = [0xff, 0xff, 0xff, 0xff];

const encapsulated = (value: readonly number[]): number[] => [
  ...[0xfe, 0xff, 0x00, 0xe0],
  ...word(value.length, 4, true),
  ...value,
];

/** The same with pixel data in fragments, without an offset table (PS3.5 §A.4). */
export const writeEncapsulated = (
  transferSyntax: string,
  elements: readonly TestElement[],
  fragments: readonly (readonly number[])[],
): Uint8Array =>
  Uint8Array.from([
    ...writeDicom(transferSyntax, elements),
    ...[0xe0, 0x7f, 0x10, 0x00, 0x4f, 0x42, 0, 0, ...UNDEFINED_LENGTH],
    ...encapsulated([]),
    ...fragments.flatMap(encapsulated),
    ...[0xfe, 0xff, 0xdd, 0xe0, 0, 0, 0, 0],
  ]);

/** The elements of an image of one frame, without its pixels. */
export const imageElements = (
  rows: number,
  columns: number,
  { bits = 8, samples = 1, photometric = 'MONOCHROME2', signed = false } = {},
): TestElement[] => [
  ['00080016', 'UI', '1.2.840.10008.5.1.4.1.1.7'],
  ['00080018', 'UI', '1.2.3.4'],
  ['00280002', 'US', samples],
  ['00280004', 'CS', photometric],
  ['00280010', 'US', rows],
  ['00280011', 'US', columns],
  ['00280100', 'US', bits],
  ['00280101', 'US', bits],
  ['00280102', 'US', bits - 1],
  ['00280103', 'US', signed ? 1 : 0],
];
