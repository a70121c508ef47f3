import { expect, test, vi } from 'vitest';
import { createKeychain } from './keychain.ts';

const unavailable: unknown = expect.objectContaining({
  error: expect.objectContaining({ code: 'keychain-unavailable' }),
});

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

test('closing waits for what is under way, and nothing begins after it', async () => {
  let answer: (secret: string) => void = () => undefined;
  const getPassword = vi.fn(() => new Promise<string>((resolve) => (answer = resolve)));
  const keychain = createKeychain(async () => ({
    getPassword,
    setPassword: async () => undefined,
    deletePassword: async () => true,
  }));
  const reading = keychain.read('service', 'account');
  const closed = vi.fn();
  const closing = keychain.close().then(closed);
  await vi.waitFor(() => expect(getPassword).toHaveBeenCalled());
  expect(closed).not.toHaveBeenCalled();
  await expect(keychain.read('service', 'another')).rejects.toEqual(unavailable);
  answer('secret');
  expect(await reading).toBe('secret');
  await closing;
  expect(getPassword).toHaveBeenCalledTimes(1);
});
