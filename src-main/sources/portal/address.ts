import { AppFailure } from '../../../src-shared/errors.ts';
import { isLoopback, isSecure } from './secure-address.ts';

/**
 * What a person typed or pasted as the portal's address, as an origin: `e-mage.org` → `https://e-mage.org`.
 * A path is dropped: people paste the address of the page they were on.
 * Fails with `portal-not-found` for what is no address and `portal-insecure-address` for HTTP to another computer.
 */
export function normaliseAddress(typed: string): string {
  const text = typed.trim();
  const hasScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(text);
  const url = parse(hasScheme ? text : `https://${text}`);
  if (url === undefined || url.hostname === '' || /\s/.test(text)) {
    throw new AppFailure('portal-not-found', 'what was given is no address');
  }
  if (url.username !== '' || url.password !== '') {
    throw new AppFailure('portal-not-found', 'an address with a user name in it');
  }
  if (!hasScheme && isLoopback(url.hostname)) url.protocol = 'http:';
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    throw new AppFailure('portal-not-found', 'an address that is not of the web');
  }
  if (!isSecure(url)) throw new AppFailure('portal-insecure-address', 'HTTP to another computer');
  return url.origin;
}

const parse = (text: string): URL | undefined => (URL.canParse(text) ? new URL(text) : undefined);
