/** Writes data elements and items (PS3.5 §7) in the encodings that files come in. */
export interface Encoding {
  readonly explicit: boolean;
  readonly bigEndian: boolean;
}

export const explicitLittle: Encoding = { explicit: true, bigEndian: false };

const longLengthVrs = new Set(['OB', 'OD', 'OF', 'OL', 'OV', 'OW', 'SQ', 'SV', 'UC', 'UN', 'UR', 'UT', 'UV']);
export const UNDEFINED_LENGTH = 0xffffffff;

/** `tag`: eight hexadecimal digits. */
export function elementHeader(tag: string, vr: string, length: number, encoding: Encoding): Buffer {
  const { explicit, bigEndian } = encoding;
  const long = !explicit || longLengthVrs.has(vr);
  const header = Buffer.alloc(explicit && long ? 12 : 8);
  const put16 = (value: number, at: number): number =>
    bigEndian ? header.writeUInt16BE(value, at) : header.writeUInt16LE(value, at);
  const put32 = (value: number, at: number): number =>
    bigEndian ? header.writeUInt32BE(value, at) : header.writeUInt32LE(value, at);
  put16(Number.parseInt(tag.slice(0, 4), 16), 0);
  put16(Number.parseInt(tag.slice(4), 16), 2);
  if (!explicit) {
    put32(length, 4);
  } else {
    header.write(vr, 4, 'latin1');
    if (long) put32(length, 8);
    else put16(length, 6);
  }
  return header;
}

/** Text of even length; UIDs are padded with a NUL, all else with a space (PS3.5 §6.2). */
export function textValue(vr: string, value: string, charset: 'latin1' | 'utf8' = 'latin1'): Buffer {
  const bytes = Buffer.from(value, charset);
  if (bytes.byteLength % 2 === 0) return bytes;
  return Buffer.concat([bytes, Buffer.from(vr === 'UI' ? '\0' : ' ')]);
}

export function element(tag: string, vr: string, value: Uint8Array, encoding = explicitLittle): Buffer {
  return Buffer.concat([elementHeader(tag, vr, value.byteLength, encoding), value]);
}

export const textElement = (tag: string, vr: string, value: string, encoding = explicitLittle): Buffer =>
  element(tag, vr, textValue(vr, value), encoding);

/** A sequence whose items hold these elements. */
export function sequence(tag: string, items: readonly Uint8Array[], encoding = explicitLittle): Buffer {
  const parts = items.flatMap((item) => [itemHeader(item.byteLength, encoding), item]);
  return element(tag, 'SQ', Buffer.concat(parts), encoding);
}

export const itemHeader = (length: number, { bigEndian }: Encoding = explicitLittle): Buffer =>
  elementHeader('FFFEE000', '', length, { explicit: false, bigEndian });

/** Ours, under our own root made of a UUID (PS3.5 B.2): says who wrote the file. */
const IMPLEMENTATION_CLASS = '2.25.119538205187321456903017763216543280101';
const IMPLEMENTATION_VERSION = 'EMAGE_1';

/** Preamble and file meta information (PS3.10 §7.1). */
export function fileMeta(sopClassUid: string, sopInstanceUid: string, transferSyntaxUid: string): Buffer {
  const elements = Buffer.concat([
    element('00020001', 'OB', Buffer.from([0, 1])),
    textElement('00020002', 'UI', sopClassUid),
    textElement('00020003', 'UI', sopInstanceUid),
    textElement('00020010', 'UI', transferSyntaxUid),
    textElement('00020012', 'UI', IMPLEMENTATION_CLASS),
    textElement('00020013', 'SH', IMPLEMENTATION_VERSION),
  ]);
  const length = Buffer.alloc(4);
  length.writeUInt32LE(elements.byteLength);
  return Buffer.concat([Buffer.alloc(128), Buffer.from('DICM'), element('00020000', 'UL', length), elements]);
}
