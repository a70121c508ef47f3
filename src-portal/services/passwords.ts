import { hash, verify } from '@node-rs/argon2';
import type { PasswordRejection } from '../../src-shared/portal-api/generated/types.gen.ts';
import { commonWords } from './common-passwords.ts';
import { textKey } from './text-key.ts';

export interface PasswordRules {
  readonly minLength: number;
  readonly maxLength: number;
}

/** OWASP's least for argon2id (the library's own choice of algorithm): 19 MiB, 2 passes, 1 lane. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Composed forms only, so that one password typed on two keyboards is one password. */
const canonical = (password: string): string => password.normalize('NFC');

export const hashPassword = (password: string): Promise<string> => hash(canonical(password), cost);

/** A hash that nothing matches, made once: an unknown name costs as much time as a known one. */
let decoy: Promise<string> | undefined;

/** `stored` undefined: takes as long as ever, and is false. */
export async function verifyPassword(stored: string | undefined, password: string): Promise<boolean> {
  decoy ??= hashPassword(crypto.randomUUID());
  const matches = await verify(stored ?? (await decoy), canonical(password));
  return matches && stored !== undefined;
}

/** What speaks against a new password (NIST SP 800-63B §3.1.1.2: length and known-bad ones; no composition rules). */
export function rejectionsOf(
  password: string,
  rules: PasswordRules,
  context: readonly string[],
): readonly PasswordRejection[] {
  const length = Array.from(canonical(password)).length;
  if (length < rules.minLength) return ['too-short'];
  if (length > rules.maxLength) return ['too-long'];
  const rejections: PasswordRejection[] = [];
  const key = textKey(password);
  if (isCommon(key)) rejections.push('too-common');
  const left = (word: string): number => key.replaceAll(word, '').replaceAll(/[^a-z0-9]/g, '').length;
  if (
    context
      .map(textKey)
      .some((word) => word.length >= 4 && key.includes(word) && left(word) < rules.minLength / 2)
  ) {
    rejections.push('contains-username');
  }
  return rejections;
}

/** Common words and runs put together: what is left when they are taken out is too little to be a secret. */
function isCommon(key: string): boolean {
  if (new Set(key).size < 5) return true;
  const plain = key
    .replaceAll(/[@4]/g, 'a')
    .replaceAll('3', 'e')
    .replaceAll('0', 'o')
    .replaceAll(/[$5]/g, 's');
  return [key, plain].some((candidate) => {
    let rest = candidate;
    for (const word of commonWords) rest = rest.replaceAll(word, '');
    return rest.replaceAll(/(.)\1+/g, '$1').length < 5;
  });
}
