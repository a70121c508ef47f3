// The package brings no types, and an ambient declaration cannot be imported.
// eslint-disable-next-line @typescript-eslint/triple-slash-reference
/// <reference path="../dcmjs-dictionary.d.ts" />
import { dictionary } from 'dcmjs/dictionary';

// VRs of implicit files and keywords of searches, from PS3.6 as dcmjs carries it. Where a VR depends on another
// attribute, dcmjs writes it in small letters.
const ambiguous: Readonly<Record<string, string>> = { ox: 'OW', lt: 'OW', up: 'UL', na: 'UN' };

const vrByTag = new Map<string, string>();
const tagByKeyword = new Map<string, string>();

for (const { tag, vr, name, version } of Object.values(dictionary)) {
  const match = /^\(([0-9a-f]{4}),([0-9a-f]{4})\)$/i.exec(tag);
  if (!match || version === 'PrivateTag') continue;
  const key = `${match[1] ?? ''}${match[2] ?? ''}`.toUpperCase();
  vrByTag.set(key, ambiguous[vr] ?? vr);
  if (!tagByKeyword.has(name)) tagByKeyword.set(name, key);
}

/**
 * The VR that PS3.6 gives a tag; undefined for a private or unknown one. Some are US or SS as the pixels are unsigned
 * or signed (PS3.5 §A.1).
 */
export function vrOf(tag: string, signedPixels: boolean): string | undefined {
  if (tag.endsWith('0000')) return 'UL';
  if (/^[0-9A-F]{3}[13579BDF]00[1-9A-F][0-9A-F]$/.test(tag)) return 'LO';
  // Repeating groups: overlays 6000 to 601E, curves 5000 to 501E.
  const first = /^(50|60)[01][02468ACE]/.test(tag) ? `${tag.slice(0, 2)}00${tag.slice(4)}` : tag;
  const vr = vrByTag.get(first);
  if (vr === 'xs') return signedPixels ? 'SS' : 'US';
  return vr;
}

/** The tag of a keyword (`PatientName`) or of a tag written as eight hexadecimal digits; undefined for anything else. */
export function tagOf(name: string): string | undefined {
  return /^[0-9a-f]{8}$/i.test(name) ? name.toUpperCase() : tagByKeyword.get(name);
}
