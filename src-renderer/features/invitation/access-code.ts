/** Letters and digits that every code has at least; case and separators do not count (openapi.yaml, `ShareGrant`). */
export const shortestCode = 8;

/** Why a code is not worth sending. The portal counts what is sent, and blocks the share after three. */
export function problemOf(code: string): 'missing' | 'short' | null {
  if (code.trim() === '') return 'missing';
  return code.replaceAll(/[^\p{L}\p{N}]/gu, '').length < shortestCode ? 'short' : null;
}
