import { expect, test } from 'vitest';
import { addressOf } from './links.ts';

const context = { supportEmail: 'support.e-mage@pulsy.fr', language: 'fr', version: '1.0.0' } as const;

test('a mail to support says which version, and asks for no health data', () => {
  const address = new URL(addressOf({ kind: 'support-mail' }, context));
  expect(address.protocol + address.pathname).toBe('mailto:support.e-mage@pulsy.fr');
  expect(address.searchParams.get('subject')).toBe('Assistance e-mage');
  expect(address.searchParams.get('body')).toContain('e-mage 1.0.0');
});

test('a portal cannot add recipients or headers to that mail', () => {
  const address = addressOf(
    { kind: 'support-mail' },
    { ...context, supportEmail: 'a@b.fr?bcc=evil@c.fr&x=,d@e.fr' },
  );
  const [recipient = '', ...rest] = address.split('?');
  expect(recipient).not.toMatch(/[,&=]/);
  expect(rest).toHaveLength(1);
});

test('telephone numbers and maps', () => {
  expect(addressOf({ kind: 'telephone', number: '+33 (3) 83-00.00 00' }, context)).toBe('tel:+33383000000');
  expect(addressOf({ kind: 'map', address: '1 rue d’Alsace & Co, Nancy' }, context)).toBe(
    'https://www.openstreetmap.org/search?query=1%20rue%20d%E2%80%99Alsace%20%26%20Co%2C%20Nancy',
  );
  expect(() => addressOf({ kind: 'telephone', number: '++++' }, context)).toThrow();
});
