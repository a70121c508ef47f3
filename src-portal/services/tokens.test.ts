import { expect, it } from 'vitest';
import { canonicalAccessCode, hashToken, newAccessCode, newToken } from './tokens.ts';

it('makes codes that can be read out and typed in any way', () => {
  const codes = Array.from({ length: 500 }, newAccessCode);
  for (const code of codes) expect(code).toMatch(/^[2-9A-HJKMNP-TW-Z]{4}-[2-9A-HJKMNP-TW-Z]{4}$/);
  expect(new Set(codes).size).toBe(500);
  expect(canonicalAccessCode(' k7qm 4txp')).toBe(canonicalAccessCode('K7QM-4TXP'));
});

it('makes tokens of 256 bits that fit a URL', () => {
  expect(newToken()).toMatch(/^[A-Za-z0-9_-]{43}$/);
  expect(hashToken('a')).not.toBe(hashToken('b'));
});
