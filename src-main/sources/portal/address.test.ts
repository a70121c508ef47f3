import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { normaliseAddress } from './address.ts';
import { isLoopback, isSecure } from './secure-address.ts';

describe('what people type', () => {
  test.each([
    ['e-mage.org', 'https://e-mage.org'],
    ['  E-MAGE.org/ ', 'https://e-mage.org'],
    ['https://e-mage.org/connexion?retour=%2F', 'https://e-mage.org'],
    ['HTTPS://e-mage.org:443', 'https://e-mage.org'],
    ['e-mage.org:8443', 'https://e-mage.org:8443'],
    ['hôpital.example', 'https://xn--hpital-ixa.example'],
    ['localhost:3000', 'http://localhost:3000'],
    ['127.0.0.1:3000', 'http://127.0.0.1:3000'],
    ['http://[::1]:3000/', 'http://[::1]:3000'],
    ['https://127.0.0.1:3000', 'https://127.0.0.1:3000'],
  ])('%s is %s', (typed, origin) => expect(normaliseAddress(typed)).toBe(origin));

  test.each([
    ['http://e-mage.org', 'portal-insecure-address'],
    ['http://127.0.0.1.example.org', 'portal-insecure-address'],
    ['http://localhost.example.org', 'portal-insecure-address'],
    ['ftp://e-mage.org', 'portal-not-found'],
    ['file:///etc/passwd', 'portal-not-found'],
    ['https://marie:secret@e-mage.org', 'portal-not-found'],
    ['mon portail', 'portal-not-found'],
    ['https://', 'portal-not-found'],
    ['', 'portal-not-found'],
  ])('%s fails with %s', (typed, code) =>
    expect(() => normaliseAddress(typed)).toThrow(
      expect.objectContaining({ error: expect.objectContaining({ code }) }),
    ),
  );

  test('whatever it is, the answer is a secure origin or a failure of ours', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.webUrl(), fc.domain(), fc.ipV4(), fc.ipV6()), (typed) => {
        let origin: string;
        try {
          origin = normaliseAddress(typed);
        } catch (error) {
          expect(error).toHaveProperty('error.code');
          return;
        }
        expect(isSecure(new URL(origin))).toBe(true);
        expect(new URL(origin).origin).toBe(origin);
        expect(normaliseAddress(origin)).toBe(origin);
      }),
    );
  });
});

test('only this computer is loopback', () => {
  expect(['localhost', 'a.localhost', '127.0.0.1', '127.255.255.255', '[::1]'].every(isLoopback)).toBe(true);
  expect(
    ['127.0.0.1.org', 'localhost.org', '128.0.0.1', '[::2]', '0.0.0.0', 'xlocalhost'].some(isLoopback),
  ).toBe(false);
});
