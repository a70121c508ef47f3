import { createHash } from 'node:crypto';

/** A UID that follows from what is given, always the same (PS3.5 B.2: a UUID as one large number under 2.25). */
export function derivedUid(...from: readonly (string | Uint8Array)[]): string {
  const hash = createHash('sha256');
  for (const part of from) hash.update(part).update('\0');
  return `2.25.${BigInt(`0x${hash.digest('hex').slice(0, 32)}`).toString()}`;
}
