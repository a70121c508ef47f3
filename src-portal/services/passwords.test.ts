import { expect, it } from 'vitest';
import { hashPassword, rejectionsOf, verifyPassword } from './passwords.ts';

const rules = { minLength: 12, maxLength: 256 };

it.each([
  ['court', ['too-short']],
  ['é'.repeat(11), ['too-short']],
  ['a'.repeat(300), ['too-long']],
  ['password1234', ['too-common']],
  ['P@ssw0rd2026', ['too-common']],
  ['azertyuiopqsdfghjklm', ['too-common']],
  ['jeanne.martin', ['contains-username']],
  ['Martin 2026 !', ['contains-username']],
  ['un cheval sous la pluie', []],
  ['r9$Kq2!vBz7#', []],
])('judges %s', (password, expected) => {
  expect(rejectionsOf(password, rules, ['jeanne.martin', 'Martin'])).toEqual(expected);
});

it('takes one password typed on two keyboards for one', async () => {
  const hash = await hashPassword('\u00e9t\u00e9 \u00e0 la mer');
  expect(hash).toMatch(/^\$argon2id\$/);
  expect(await verifyPassword(hash, 'e\u0301te\u0301 a\u0300 la mer')).toBe(true);
  expect(await verifyPassword(hash, 'ete a la mer')).toBe(false);
  expect(await verifyPassword(undefined, 'anything')).toBe(false);
});
