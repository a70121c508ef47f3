import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lockWithPassword, openWithPassword, usualCost } from './password-lock.ts';

const cost = { logN: 4, r: 1, p: 1 };
const place = 'https://e-mage.org martin';

test('opens with the password, however its letters are written, and with no other', async () => {
  const locked = await lockWithPassword('a key', { password: 'pâté 🥧 de campagne', place, cost });
  expect(Buffer.from(locked, 'base64').toString('latin1')).not.toContain('a key');
  const open = (password: string) => openWithPassword(locked, { password, place });
  expect(await open('pâté 🥧 de campagne')).toBe('a key');
  expect(await open('pa\u0302te\u0301 🥧 de campagne')).toBe('a key');
  expect(await open('pate de campagne')).toBeNull();
});

test('opens at its place alone', async () => {
  const locked = await lockWithPassword('a key', { password: 'x', place, cost });
  expect(await openWithPassword(locked, { password: 'x', place: 'https://e-mage.org petit' })).toBeNull();
});

test('never locks the same in the same way', async () => {
  const lock = () => lockWithPassword('a key', { password: 'x', place, cost });
  expect(await lock()).not.toBe(await lock());
});

test('with one bit changed, or cut, opens to nobody', async () => {
  const locked = Buffer.from(await lockWithPassword('a key', { password: 'x', place, cost }), 'base64');
  // Beyond the bytes that say how dear it is: those are bounded, and would only make the test slow.
  const places = fc.nat(locked.byteLength * 8 - 1).filter((bit) => bit < 48 || bit >= 72);
  await fc.assert(
    fc.asyncProperty(places, async (bit) => {
      const changed = Buffer.from(locked);
      changed[bit >> 3]! ^= 1 << (bit & 7);
      expect(await openWithPassword(changed.toString('base64'), { password: 'x', place })).toBeNull();
    }),
  );
  await fc.assert(
    fc.asyncProperty(fc.nat(locked.byteLength - 1), async (length) => {
      const cut = locked.subarray(0, length).toString('base64');
      expect(await openWithPassword(cut, { password: 'x', place })).toBeNull();
    }),
  );
});

test('what asks for more work than we ever do is not tried', async () => {
  const locked = Buffer.from(await lockWithPassword('a key', { password: 'x', place, cost }), 'base64');
  for (const [at, value] of [
    [6, 40],
    [7, 255],
    [8, 255],
    [6, 0],
  ] as const) {
    const dear = Buffer.from(locked);
    dear[at] = value;
    expect(await openWithPassword(dear.toString('base64'), { password: 'x', place })).toBeNull();
  }
});

test('is as dear as it should be, and opens so', async () => {
  const locked = await lockWithPassword('a key', { password: 'x', place });
  const { logN, r, p } = usualCost;
  expect([...Buffer.from(locked, 'base64').subarray(4, 9)]).toEqual([1, 1, logN, r, p]);
  expect(await openWithPassword(locked, { password: 'x', place })).toBe('a key');
});
