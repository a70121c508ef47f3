import { expect, test, vi } from 'vitest';
import { createKeychain } from './keychain.ts';
import { Secrets } from './secrets.ts';
import { makeVerifier, verifies } from './password-verifier.ts';
import { FakeKeychain } from './testing.ts';

const unavailable: unknown = expect.objectContaining({
  error: expect.objectContaining({ code: 'keychain-unavailable' }),
});
const ref = { portalAddress: 'https://e-mage.org', username: 'martin' };

test('the native module is loaded at first use, once', async () => {
  const load = vi.fn(async () => ({
    getPassword: async () => 'secret',
    setPassword: async () => undefined,
    deletePassword: async () => true,
  }));
  const keychain = createKeychain(load);
  expect(load).not.toHaveBeenCalled();
  expect(await keychain.read('service', 'account')).toBe('secret');
  await keychain.write('service', 'account', 'x');
  await keychain.remove('service', 'account');
  expect(load).toHaveBeenCalledTimes(1);
});

test('no keychain, or one that refuses, is one code that names nobody', async () => {
  const missing = createKeychain(() =>
    Promise.reject(new Error('libsecret-1.so.0: cannot open shared object file')),
  );
  await expect(missing.read('service', 'martin')).rejects.toEqual(unavailable);
  const refusing = createKeychain(async () => ({
    getPassword: () => Promise.reject(new Error('no such secret for martin')),
    setPassword: () => Promise.reject(new Error('locked')),
    deletePassword: () => Promise.reject(new Error('locked')),
  }));
  const failure: unknown = await refusing.read('service', 'martin').catch((error: unknown) => error);
  expect(failure).toEqual(unavailable);
  expect(JSON.stringify(failure)).not.toContain('martin');
});

test('a keychain that does not answer is given up', async () => {
  vi.useFakeTimers();
  const silent = createKeychain(async () => ({
    getPassword: () => new Promise<never>(() => undefined),
    setPassword: () => new Promise<never>(() => undefined),
    deletePassword: () => new Promise<never>(() => undefined),
  }));
  const reading = expect(silent.read('service', 'account')).rejects.toEqual(unavailable);
  await vi.advanceTimersByTimeAsync(60_000);
  await reading;
  vi.useRealTimers();
});

test('the key of a library is made once, and kept', async () => {
  const keychain = new FakeKeychain();
  const first = await new Secrets(keychain).libraryKey(ref);
  const second = await new Secrets(keychain).libraryKey(ref);
  expect(first).toMatchObject({ kept: true });
  expect(first.key).toHaveLength(32);
  expect(second.key).toEqual(first.key);
  expect((await new Secrets(keychain).libraryKey({ ...ref, username: 'petit' })).key).not.toEqual(first.key);
});

test('without a keychain the key lasts as long as the run', async () => {
  const keychain = new FakeKeychain();
  keychain.available = false;
  const { key, kept } = await new Secrets(keychain).libraryKey(ref);
  expect([key.byteLength, kept]).toEqual([32, false]);
});

test('a verifier knows the password without holding it', async () => {
  const verifier = await makeVerifier('pâté 🥧 de campagne');
  expect(verifier).not.toContain('campagne');
  expect(await verifies(verifier, 'pâté 🥧 de campagne')).toBe(true);
  // The same letters, written in another way by another keyboard.
  expect(await verifies(verifier, 'pa\u0302te\u0301 🥧 de campagne')).toBe(true);
  expect(await verifies(verifier, 'pate de campagne')).toBe(false);
  for (const other of ['', 'scrypt1:', 'scrypt1:a', 'scrypt1:YQ==:YQ==', 'other:YQ==:YQ==']) {
    expect(await verifies(other, 'x')).toBe(false);
  }
});
