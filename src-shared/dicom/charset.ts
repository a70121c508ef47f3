import { withoutUnseen } from '../words-from-elsewhere.ts';

/** PS3.3 C.12.1.1.2: the defined terms for one-byte and multi-byte sets without code extensions. */
const encodings: Readonly<Record<string, string>> = {
  'ISO_IR 100': 'iso-8859-1',
  'ISO_IR 101': 'iso-8859-2',
  'ISO_IR 109': 'iso-8859-3',
  'ISO_IR 110': 'iso-8859-4',
  'ISO_IR 144': 'iso-8859-5',
  'ISO_IR 127': 'iso-8859-6',
  'ISO_IR 126': 'iso-8859-7',
  'ISO_IR 138': 'iso-8859-8',
  'ISO_IR 148': 'iso-8859-9',
  'ISO_IR 203': 'iso-8859-15',
  'ISO_IR 13': 'shift_jis',
  'ISO_IR 166': 'windows-874',
  'ISO_IR 192': 'utf-8',
  GB18030: 'gb18030',
  GBK: 'gbk',
};

const withoutEscapes = (bytes: Uint8Array): Uint8Array => {
  const kept: number[] = [];
  for (let at = 0; at < bytes.length; at += 1) {
    if (bytes[at] !== 0x1b) {
      kept.push(bytes[at] ?? 0);
      continue;
    }
    // ESC, one or two intermediate bytes, one final byte (PS3.5 §6.1.2.5).
    at += 1;
    while (at < bytes.length && (bytes[at] ?? 0) >= 0x20 && (bytes[at] ?? 0) <= 0x2f) at += 1;
  }
  return Uint8Array.from(kept);
};

// Every process of ours has it; the types of no platform are known here.
declare const TextDecoder: new (
  encoding: string,
  options?: { fatal: boolean },
) => { decode(bytes: Uint8Array): string };

const decode = (bytes: Uint8Array, encoding: string): string => new TextDecoder(encoding).decode(bytes);

/** Two-byte text stands between ESC $ and the next ESC (; around it may be katakana of one byte (ISO_IR 13). */
const decodeJapanese = (bytes: Uint8Array): string => {
  let words = '';
  let at = 0;
  while (at < bytes.length) {
    const wide = bytes[at] === 0x1b && bytes[at + 1] === 0x24;
    const from = bytes[at] === 0x1b ? at + 1 : at;
    const next = bytes.indexOf(0x1b, from);
    const end = next < 0 ? bytes.length : next;
    const part = bytes.subarray(at, end);
    words += wide ? decode(part, 'iso-2022-jp') : decode(withoutEscapes(part), 'shift_jis');
    at = end;
  }
  return words;
};

/** A defined term as the standard writes it; people write `ISO-IR 100`, `ISO_IR_192` or `UTF-8` as well. */
const defined = (term: string): string => {
  const number = /^ISO[ _-]*(?:2022[ _-]*)?IR[ _-]*(\d+)$/i.exec(term.trim())?.[1];
  if (number !== undefined) return `ISO_IR ${number}`;
  return /^UTF-?8$/i.test(term.trim()) ? 'ISO_IR 192' : term.trim();
};

const isUtf8 = (bytes: Uint8Array): boolean => {
  if (bytes.every((byte) => byte < 0x80)) return false;
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
};

/** What is declared as UTF-8, and often is western text all the same: then not one of its letters is whole. */
const decodeUtf8 = (bytes: Uint8Array): string => {
  const words = decode(bytes, 'utf-8');
  return words.includes('\ufffd') && !/[^\p{ASCII}\ufffd]/u.test(words)
    ? decode(bytes, 'windows-1252')
    : words;
};

/** Decodes text by Specific Character Set (0008,0005), given as it stands there, values parted by backslashes. */
export const decodeText = (bytes: Uint8Array, charset: string): string => {
  const terms = charset.split('\\').map(defined);
  if (terms.includes('ISO_IR 149')) return decode(withoutEscapes(bytes), 'euc-kr');
  if (terms.includes('ISO_IR 58')) return decode(withoutEscapes(bytes), 'gbk');
  if (terms.some((term) => term === 'ISO_IR 87' || term === 'ISO_IR 159')) return decodeJapanese(bytes);
  // With several one-byte sets the second is what the escapes switch to, and the first is often empty (ASCII).
  const term = terms.findLast((name) => Object.hasOwn(encodings, name));
  const clean = bytes.includes(0x1b) ? withoutEscapes(bytes) : bytes;
  if (term === 'ISO_IR 192') return decodeUtf8(clean);
  // No western text is by accident whole UTF-8.
  if ((term === undefined || term === 'ISO_IR 100') && isUtf8(clean)) return decode(clean, 'utf-8');
  return decode(clean, (term === undefined ? undefined : encodings[term]) ?? 'windows-1252');
};

/** A person name (PS3.5 §6.2.1) as people write it: « MARTIN Anne ». The first group of characters that is there. */
export const displayName = (value: string): string => {
  const group = value.split('=').find((part) => part.replaceAll('^', '').trim() !== '') ?? '';
  const [family = '', given = '', middle = ''] = withoutUnseen(group)
    .split('^')
    .map((part) => part.trim());
  return [family, given, middle].filter((part) => part !== '').join(' ');
};
