import { isSecure } from '../sources/portal/secure-address.ts';

/** What an `emage://` address asks for. Anybody can write one: a page, a mail, another program. */
export type DeepLink =
  | { readonly kind: 'share'; readonly portalAddress: string; readonly token: string }
  /** It is ours by its scheme and says nothing that we know. */
  | { readonly kind: 'broken' };

const scheme = /^emage:/i;
const mostCharacters = 2048;
/** As the contract has it (openapi.yaml, `/s/{token}`). A browser may add a slash. */
const sharePath = /^\/([A-Za-z0-9_-]{16,128})\/?$/;

/** `emage://share/{token}?portal={origin}`, exactly: one word more and the link is broken. */
export function parseDeepLink(text: string): DeepLink {
  const broken: DeepLink = { kind: 'broken' };
  if (text.length > mostCharacters || !URL.canParse(text)) return broken;
  const url = new URL(text);
  const token = sharePath.exec(url.pathname)?.[1];
  const parameters = [...url.searchParams];
  const [name, portal] = parameters[0] ?? [];
  const isShare =
    url.protocol === 'emage:' &&
    url.host === 'share' &&
    url.username + url.password + url.hash === '' &&
    parameters.length === 1 &&
    name === 'portal';
  const portalAddress = isShare && portal !== undefined ? originOf(portal) : null;
  return token !== undefined && portalAddress !== null ? { kind: 'share', portalAddress, token } : broken;
}

/** Of a portal: an origin and nothing else, that is reached safely. */
function originOf(text: string): string | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  const isOrigin = url.href === `${url.origin}/` && (text === url.origin || text === `${url.origin}/`);
  return isOrigin && isSecure(url) ? url.origin : null;
}

/**
 * The link that the system started us with, or handed to the instance that runs. Only an argument that is a link as a
 * whole counts: what a link says can never become a switch.
 */
export function linkAmong(args: readonly string[]): DeepLink | null {
  const link = args.find((argument) => scheme.test(argument));
  return link === undefined ? null : parseDeepLink(link);
}
