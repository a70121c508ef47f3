/** Is this host the computer itself (RFC 6761 §6.3, RFC 5735 §3, RFC 4291 §2.5.3)? As `URL.hostname` writes it. */
export const isLoopback = (hostname: string): boolean =>
  hostname === 'localhost' ||
  hostname.endsWith('.localhost') ||
  hostname === '[::1]' ||
  /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(hostname);

/** HTTPS, or HTTP that does not leave this computer. */
export function isSecure(url: URL): boolean {
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname));
}
