import { createHash } from 'node:crypto';

function digestOf(name: string): Buffer {
  return createHash('sha256').update(`e-mage demo\n${name}`).digest();
}

/** A UUID v7 (RFC 9562 §5.7) whose time is given and whose other bits come from a name instead of from chance. */
export function uuidV7(name: string, instant: string): string {
  const bytes = digestOf(name).subarray(0, 16);
  bytes.writeUIntBE(Date.parse(instant), 0, 6);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x70, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** A DICOM UID under 2.25 (PS3.5 §B.2): a UUID v8 made of the name's digest, as one decimal number. */
export function uidOf(name: string): string {
  const bytes = digestOf(name).subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return `2.25.${BigInt(`0x${bytes.toString('hex')}`).toString()}`;
}
