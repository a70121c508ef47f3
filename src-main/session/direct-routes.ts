import type { Certificate, Session as NetworkSession } from 'electron';
import { isLoopback } from '../sources/portal/secure-address.ts';
import type { RouteTo } from '../sources/portal/direct/bytes-directly.ts';

type Network = Pick<NetworkSession, 'setCertificateVerifyProc' | 'resolveProxy' | 'fetch'>;
/** As many hosts as anybody's portals have. */
const MOST_HOSTS = 50;
/** An image waits for this: past it, it comes Chromium's way. */
const ASK_FOR_MS = 5_000;

/**
 * Which hosts may be reached without Chromium: those for which the system names no proxy, and whose certificate Chromium has
 * found good in this run. With a route goes the authority that it stands on, by which each connection is checked anew.
 */
export function directRoutes(network: Network): RouteTo {
  const authorities = new Map<string, string>();
  network.setCertificateVerifyProc(({ hostname, validatedCertificate, verificationResult }, decide) => {
    const isGood = verificationResult === 'net::OK';
    if (isGood && authorities.size < MOST_HOSTS)
      authorities.set(hostname, authorityOf(validatedCertificate).data);
    if (!isGood) authorities.delete(hostname);
    // -3: as Chromium decided.
    decide(-3);
  });
  return async (origin) => {
    const { hostname, protocol } = new URL(origin);
    if ((await network.resolveProxy(origin)) !== 'DIRECT') return null;
    if (protocol === 'http:') return isLoopback(hostname) ? { authority: null } : null;
    if (!authorities.has(hostname)) {
      // Main has not spoken to it yet: DICOMweb may lie on another host than the rest.
      await network
        .fetch(origin, {
          method: 'HEAD',
          credentials: 'omit',
          redirect: 'manual',
          signal: AbortSignal.timeout(ASK_FOR_MS),
        })
        .catch(() => undefined);
    }
    const authority = authorities.get(hostname);
    return authority === undefined ? null : { authority };
  };
}

/** As Electron gives it: the last of a chain may have no issuer, which its types do not say. */
type Link = Pick<Certificate, 'data' | 'fingerprint'> & { readonly issuerCert?: Link };

/** The end of the chain that was found good. */
function authorityOf(certificate: Link): Link {
  let at = certificate;
  for (let depth = 0; depth < 10 && at.issuerCert && at.issuerCert.fingerprint !== at.fingerprint; depth += 1)
    at = at.issuerCert;
  return at;
}
