import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits: cannot be guessed, so its plain SHA-256 is enough to keep. */
export const newToken = (): string => randomBytes(32).toString('base64url');

export const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex');

/** No letter or digit that is taken for another: no 0 O 1 I L U V. */
const alphabet = '23456789ABCDEFGHJKMNPQRSTWXYZ';

/** Eight signs, about 39 bits, written in two groups. */
export function newAccessCode(): string {
  const signs: string[] = [];
  while (signs.length < 8) {
    for (const byte of randomBytes(16)) {
      const sign = byte < alphabet.length * 8 ? alphabet[byte % alphabet.length] : undefined;
      if (sign && signs.length < 8) signs.push(sign);
    }
  }
  return `${signs.slice(0, 4).join('')}-${signs.slice(4).join('')}`;
}

/** As a person types it: without case and separators. */
export const canonicalAccessCode = (code: string): string => code.toUpperCase().replaceAll(/[^0-9A-Z]/g, '');
