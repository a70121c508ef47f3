import type { Certificate, Session } from 'electron';
import { expect, test, vi } from 'vitest';
import { directRoutes } from './direct-routes.ts';

const certificate = (name: string, issuerCert?: Certificate): Certificate =>
  ({ data: `PEM ${name}`, fingerprint: name, ...(issuerCert && { issuerCert }) }) as Certificate;
const root = certificate('root');
const chain = certificate('leaf', certificate('between', root));

function setUp(proxy = 'DIRECT') {
  type Verify = NonNullable<Parameters<Session['setCertificateVerifyProc']>[0]>;
  let verify: Verify = () => undefined;
  const network = {
    setCertificateVerifyProc: (next: Verify | null) => void (verify = next ?? verify),
    resolveProxy: vi.fn(() => Promise.resolve(proxy)),
    fetch: vi.fn(() => Promise.reject(new Error('refused'))),
  };
  const routeTo = directRoutes(network);
  const decisions: number[] = [];
  const verified = (hostname: string, verificationResult = 'net::OK'): void =>
    verify(
      { hostname, validatedCertificate: chain, verificationResult } as Parameters<Verify>[0],
      (decision) => decisions.push(decision),
    );
  return { network, routeTo, verified, decisions };
}

test('a host whose certificate was found good is reached by its authority', async () => {
  const { routeTo, verified, decisions } = setUp();
  verified('portal.example');
  expect(await routeTo('https://portal.example:8443')).toEqual({ authority: 'PEM root' });
  // It is Chromium that decides, in any case.
  verified('bad.example', 'net::ERR_CERT_AUTHORITY_INVALID');
  expect(decisions).toEqual([-3, -3]);
});

test('one that was found bad since, or never seen, is not; main looks at it first', async () => {
  const { routeTo, verified, network } = setUp();
  verified('portal.example');
  verified('portal.example', 'net::ERR_CERT_REVOKED');
  expect(await routeTo('https://portal.example')).toBeNull();
  expect(network.fetch).toHaveBeenCalledOnce();
  network.fetch.mockImplementation(() => {
    verified('images.example');
    return Promise.reject(new Error('404, but the certificate is known now'));
  });
  expect(await routeTo('https://images.example')).toEqual({ authority: 'PEM root' });
});

test('behind a proxy nothing goes directly; plain HTTP never leaves this computer', async () => {
  const proxied = setUp('PROXY proxy.example:3128; DIRECT');
  proxied.verified('portal.example');
  expect(await proxied.routeTo('https://portal.example')).toBeNull();
  const { routeTo } = setUp();
  expect(await routeTo('http://127.0.0.1:8080')).toEqual({ authority: null });
  expect(await routeTo('http://portal.example')).toBeNull();
});
