import { join, sep } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contentSecurityPolicy, contentTypeOf, fileFor } from './page-files.ts';
import { isOurPage, viewerQuery, viewerWithoutExam } from './pages.ts';

const root = join(sep, 'opt', 'e-mage', 'renderer');

describe('fileFor', () => {
  test.each([
    ['app://main/index.html', 'index.html'],
    ['app://main/assets/a-1.js?v=2#x', join('assets', 'a-1.js')],
    ['app://main/a%20b.css', 'a b.css'],
  ])('%s', (address, file) => expect(fileFor(root, address)).toBe(join(root, file)));

  test.each([
    'app://main/..%2f..%2fetc%2fpasswd',
    'app://main/%2e%2e/%2e%2e/secret',
    'app://main/..%5c..%5csecret',
    'app://main/a%00.html',
    'app://main/index.html::$DATA',
    'app://main/%E0%A4%A',
    'app://main/',
    'app://main',
    'no address',
  ])('%s leads nowhere', (address) => {
    const file = fileFor(root, address);
    if (file !== undefined) expect(file.startsWith(root + sep) && !file.includes('..')).toBe(true);
  });

  test('no address leads out of the folder', () => {
    const part = fc.oneof(
      fc.constantFrom('..', '%2e%2e', '%2f', '/', '\\', '%5c', '%00', 'a', '.', '%2e'),
      fc.webPath(),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        const file = fileFor(root, `app://main/${parts.join('/')}`);
        expect(file === undefined || file.startsWith(root + sep)).toBe(true);
      }),
    );
  });

  test('a kind of file that is not shipped has no type', () => {
    expect(contentTypeOf('/a/b.WASM')).toBe('application/wasm');
    expect(contentTypeOf('/a/b.exe')).toBeUndefined();
    expect(contentTypeOf('/a/.constructor')).toBeUndefined();
  });
});

test('only our own pages are ours', () => {
  const query = viewerQuery({ examId: 'a&b', at: { seriesInstanceUid: '1.2', image: 3 } });
  expect(isOurPage(`${viewerWithoutExam}${query}`)).toBe(true);
  expect(viewerQuery({ examId: 'a&b' })).toBe('?exam=a%26b');
  for (const other of [
    'app://main.evil/',
    'app://user@main/',
    'https://main/',
    'file:///main',
    'app:main',
    '',
    'app://',
  ]) {
    expect(isOurPage(other), other).toBe(false);
  }
});

test('the policy lets nothing in from outside', () => {
  const policy = contentSecurityPolicy({ dataScheme: 'emage-data', devServer: null });
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toMatch(/https?:|ws:|\*|unsafe-eval'(?<!wasm-unsafe-eval')/);
  expect(policy).not.toMatch(/script-src[^;]*unsafe-inline/);
});
