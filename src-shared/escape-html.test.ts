import fc from 'fast-check';
import { expect, test } from 'vitest';
import { escapeHtml } from './escape-html.ts';

test('escaping leaves no markup', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(escapeHtml(text)).not.toMatch(/[<>"']/);
    }),
  );
  expect(escapeHtml(`<a title="l'IRM">&`)).toBe('&lt;a title=&quot;l&#39;IRM&quot;&gt;&amp;');
});
