// The package brings no types, and an ambient declaration cannot be imported.
// eslint-disable-next-line @typescript-eslint/triple-slash-reference
/// <reference path="../dicom-character-set.d.ts" />
import { convertBytes } from 'dicom-character-set';

// What files really say, beside the defined terms of PS3.3 C.12.1.1.2.
const misspelt: readonly [RegExp, string][] = [
  [/^ISO[ _-]?IR[ _-]?(\d+)$/, 'ISO_IR $1'],
  [/^ISO[ _-]?2022[ _-]IR[ _-]?(\d+)$/, 'ISO 2022 IR $1'],
  [/^ISO[ _-]?8859[ _-]1$/, 'ISO_IR 100'],
  [/^UTF[ _-]?8$/, 'ISO_IR 192'],
  [/^GB2312$/, 'GBK'],
];

/** Specific Character Set (0008,0005) as the decoder wants it: terms parted by backslashes. */
export function normaliseCharacterSet(value: string): string {
  return value
    .split('\\')
    .map((term) => {
      const upper = term.trim().toUpperCase();
      const found = misspelt.find(([pattern]) => pattern.test(upper));
      return found ? upper.replace(found[0], found[1]) : upper;
    })
    .join('\\');
}

function isAscii(bytes: Uint8Array): boolean {
  for (const byte of bytes) if (byte > 0x7e || byte === 0x1b) return false;
  return true;
}

/**
 * Text of a value in its character set (PS3.5 §6.1), code extensions included. Never throws: an unknown set or a
 * broken sequence falls back to UTF-8 where the bytes are that, else to Latin-1, so that something stays legible.
 */
export function decodeText(bytes: Uint8Array, characterSet: string, vr: string): string {
  if (isAscii(bytes)) return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  if (characterSet !== '') {
    try {
      return convertBytes(characterSet, bytes, { vr });
    } catch {
      // Below.
    }
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  }
}
