import type { Language } from '../../../src-shared/i18n/catalogues.ts';
import type { Link } from '../../../src-shared/ipc/schemas/help.ts';
import { AppFailure } from '../../../src-shared/errors.ts';
import { filled, textsIn } from '../../app/texts.ts';

/** The address that a link means. Built here alone, from parts that were checked: no page names an address. */
export function addressOf(
  link: Link,
  context: { readonly supportEmail: string; readonly language: Language; readonly version: string },
): string {
  switch (link.kind) {
    case 'support-mail': {
      const t = textsIn(context.language).support;
      const subject = encodeURIComponent(t.subject);
      // RFC 6068 §5: lines end with CRLF.
      const body = encodeURIComponent(filled(t.body, { version: context.version }).replaceAll('\n', '\r\n'));
      return allowed(`mailto:${mailbox(context.supportEmail)}?subject=${subject}&body=${body}`);
    }
    case 'telephone':
      return allowed(`tel:${link.number.replace(/[^\d+]/g, '')}`);
    case 'map':
      return allowed(`https://www.openstreetmap.org/search?query=${encodeURIComponent(link.address)}`);
  }
}

/** RFC 6068 §2: what is not plain in a mailbox is encoded, so that it cannot add recipients or headers. */
const mailbox = (email: string): string => email.split('@').map(encodeURIComponent).join('@');

const allowList = [
  /^mailto:[^?,]+\?subject=/,
  /^tel:\+?\d{3,30}$/,
  /^https:\/\/www\.openstreetmap\.org\/search\?query=/,
];

/** What is handed to the system is checked once more, whoever built it. */
function allowed(address: string): string {
  if (!allowList.some((pattern) => pattern.test(address)))
    throw new AppFailure('not-allowed', 'a link of no kind we open');
  return address;
}
