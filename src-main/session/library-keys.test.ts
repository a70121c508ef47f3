import { expect, test } from 'vitest';
import type { Account } from '../../src-shared/domain/account.ts';
import { codeOf } from '../library/testing.ts';
import { LibraryKeys } from './library-keys.ts';
import { FakeKeychain } from './testing.ts';

const ref = { portalAddress: 'https://e-mage.org', username: 'martin' };
const account: Account = {
  id: 'a',
  kind: 'patient',
  username: 'martin',
  displayName: 'Mme Martin',
  email: null,
};
const openEntry = 'e-mage library https://e-mage.org martin';

function setUp() {
  const keychain = new FakeKeychain();
  const keys = new LibraryKeys(keychain, { logN: 4, r: 1, p: 1 });
  const sealed = async (password: string) => {
    const key = await keys.of(ref, [password]);
    return { key, locked: await keys.lock(ref, { key, account }, password) };
  };
  return { keychain, keys, sealed };
}

test('for who stays signed in the key opens without a password', async () => {
  const { keys, sealed } = setUp();
  const { key, locked } = await sealed('x');
  await keys.keep(ref, key, { open: true, locked });
  expect(key.key).toHaveLength(32);
  expect(await keys.of(ref, [])).toEqual(key);
});

test('for anybody else it opens with the password alone, and lies nowhere in clear', async () => {
  const { keychain, keys, sealed } = setUp();
  const { key, locked } = await sealed('x');
  await keys.keep(ref, key, { open: false, locked });
  const inKeychain = [...keychain.entries.values()].map((text) => Buffer.from(text, 'base64'));
  expect(inKeychain.some((bytes) => bytes.includes(Buffer.from(key.key)))).toBe(false);
  expect(await codeOf(keys.of(ref, ['y']))).toBe('library-password-changed');
  expect(await keys.of(ref, ['y', 'x'])).toEqual(key);
  expect(await keys.unlock(ref, locked, 'x')).toEqual({ key, account });
  expect(await keys.unlock(ref, locked, 'y')).toBeNull();
});

test('signing out leaves it to the password, where there is one', async () => {
  const { keychain, keys, sealed } = setUp();
  const { key, locked } = await sealed('x');
  await keys.keep(ref, key, { open: true, locked });
  await keys.close(ref);
  expect(keychain.entries.has(openEntry)).toBe(false);
  expect(await keys.of(ref, ['x'])).toEqual(key);
  // Who signs in by the browser has told no password: it would be lost.
  await keys.forget(ref);
  await keys.keep(ref, key, { open: false, locked: null });
  await keys.close(ref);
  expect(await keys.of(ref, [])).toEqual(key);
});

test('forgotten, it is another the next time', async () => {
  const { keychain, keys, sealed } = setUp();
  const { key, locked } = await sealed('x');
  await keys.keep(ref, key, { open: true, locked });
  await keys.forget(ref);
  expect(keychain.entries.size).toBe(0);
  expect((await keys.of(ref, ['x'])).key).not.toEqual(key.key);
});

test('without a keychain it lasts as long as the run', async () => {
  const { keychain, keys } = setUp();
  keychain.available = false;
  const { key, kept } = await keys.of(ref, ['x']);
  expect([key.byteLength, kept]).toEqual([32, false]);
  expect(await keys.local()).toMatchObject({ kept: false });
});

test("this computer's own is made once, and is no account's", async () => {
  const { keys } = setUp();
  const first = await keys.local();
  expect(first).toMatchObject({ kept: true });
  expect(await keys.local()).toEqual(first);
  expect((await keys.of(ref, [])).key).not.toEqual(first.key);
});
