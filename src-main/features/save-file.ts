import { randomUUID } from 'node:crypto';
import { rename, rm, writeFile } from 'node:fs/promises';
import { AppFailure } from '../../src-shared/errors.ts';

/** A name that every file system takes (also Windows: reserved characters and names, trailing dots and spaces). */
export const fileName = (words: string, extension: string): string => `${folderName(words)}.${extension}`;

export function folderName(words: string): string {
  const whole = words
    .normalize('NFC')
    // eslint-disable-next-line no-control-regex
    .replace(/[\u0000-\u001f\u007f<>:"/\\|?*]+/g, ' ')
    // What turns the order of letters round, or cannot be seen: a name says what it is.
    .replace(/[\p{Cf}\p{Cs}]+/gu, '')
    .replace(/\s+/g, ' ')
    .trim();
  const name = beginningOf(whole).replace(/[. ]+$/, '');
  return /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(name) || name === '' ? `e-mage ${name}`.trim() : name;
}

/** As much of it as a file system takes beside an ending: 255 bytes a name, of which a letter may need four. */
function beginningOf(text: string): string {
  let length = 0;
  let bytes = 0;
  for (const letter of text.slice(0, 120)) {
    bytes += Buffer.byteLength(letter);
    if (bytes > 200 || /\p{Cs}/u.test(letter)) break;
    length += letter.length;
  }
  return text.slice(0, length);
}

/** Writes beside the target first: a full disk leaves no half document under the name that the person chose. */
export async function writeWhole(path: string, content: Uint8Array | string): Promise<void> {
  const temporary = `${path}.${randomUUID().slice(0, 8)}.part`;
  try {
    await writeFile(temporary, content);
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    const full =
      error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT');
    throw new AppFailure(full ? 'disk-full' : 'disk-error', 'the file could not be written');
  }
}
