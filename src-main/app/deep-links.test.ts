import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { linkAmong, parseDeepLink } from './deep-links.ts';

const token = 'Zx09_-abcdefghijklmnop';
const link = (portal: string, path = token): string =>
  `emage://share/${path}?portal=${encodeURIComponent(portal)}`;

test.each([
  ['the link of a portal', link('https://portail.example'), 'https://portail.example'],
  ['with a port', link('https://portail.example:8443'), 'https://portail.example:8443'],
  ['of this computer', link('http://127.0.0.1:8100'), 'http://127.0.0.1:8100'],
  [
    'with the slash that a browser adds',
    link('https://portail.example/', `${token}/`),
    'https://portail.example',
  ],
  [
    'with its scheme in capitals',
    link('https://portail.example').replace('emage', 'EMAGE'),
    'https://portail.example',
  ],
])('takes %s', (_name, text, portalAddress) => {
  expect(parseDeepLink(text)).toEqual({ kind: 'share', portalAddress, token });
});

describe('anybody can write a link', () => {
  test.each([
    ['no portal', `emage://share/${token}`],
    ['two portals', `${link('https://a.example')}&portal=https%3A%2F%2Fb.example`],
    ['a word more', `${link('https://a.example')}&code=1234`],
    ['a fragment', `${link('https://a.example')}#x`],
    ['a user name', link('https://a.example').replace('share/', 'me@share/')],
    ['a port', link('https://a.example').replace('share/', 'share:80/')],
    ['another thing to do', link('https://a.example').replace('share/', 'open/')],
    ['a short token', link('https://a.example', 'abc')],
    ['a long token', link('https://a.example', 'a'.repeat(129))],
    ['a path in place of a token', link('https://a.example', `..%2f${token}`)],
    ['two path segments', link('https://a.example', `${token}/${token}`)],
    ['a portal over plain HTTP', link('http://portail.example')],
    ['a portal that is a file', link('file:///etc/passwd')],
    ['a portal that is a script', link('javascript:alert(1)')],
    ['a portal with a path', link('https://a.example/x')],
    ['a portal with a query', link('https://a.example/?a=b')],
    ['a portal with a password', link('https://me:pass@a.example')],
    ['a portal that reads like another', link('https://e-mage.org@a.example')],
    ['a portal written otherwise than it is', link('https:\\\\a.example')],
    ['a portal without a scheme', link('a.example')],
    ['more than a link has', `${link('https://a.example')}${'a'.repeat(2048)}`],
    ['another scheme', `https://share/${token}?portal=https%3A%2F%2Fa.example`],
    ['nothing', 'emage:'],
    ['markup', 'emage://share/<img src=x>?portal=https%3A%2F%2Fa.example'],
  ])('%s is refused', (_name, text) => {
    expect(parseDeepLink(text)).toEqual({ kind: 'broken' });
  });

  test('whatever it says, what comes out is a token and a safe origin', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.webUrl(),
      fc.constantFrom(token, '/', '?', '#', '@', '&portal=', '%00', '\n', '..', 'https://a.example'),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 6 }), (pieces) => {
        const text = `emage://share/${pieces.join('')}`;
        const found = parseDeepLink(text);
        if (found.kind === 'broken') return;
        expect(found.token).toMatch(/^[A-Za-z0-9_-]{16,128}$/);
        expect(new URL(found.portalAddress).origin).toBe(found.portalAddress);
        expect(found.portalAddress).toMatch(/^https:|^http:\/\/(localhost|127\.|\[::1\])/);
      }),
    );
  });
});

test('a link among the arguments is found, and nothing else is taken for one', () => {
  const good = link('https://a.example');
  expect(linkAmong(['/usr/bin/e-mage', '--no-sandbox', good])).toMatchObject({ kind: 'share' });
  expect(linkAmong(['/usr/bin/e-mage', 'emage://open?x'])).toEqual({ kind: 'broken' });
  expect(linkAmong(['/usr/bin/e-mage', `--load=${good}`, 'exam.dcm'])).toBeNull();
  expect(linkAmong([])).toBeNull();
});
