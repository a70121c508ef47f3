import fc from 'fast-check';
import { expect, test } from 'vitest';
import { redact } from './redact.ts';

test.each([
  ['Authorization: Bearer abc.def.ghi', 'abc.def'],
  ['sent to martine.martin+irm@chu.example.fr', 'martine'],
  ['GET https://e-mage.org/api/v1/exams?q=cancer failed', 'cancer'],
  ['https://e-mage.org/s/Zk3v9X0aQw8rT6yU', 'Zk3v9X0aQw8rT6yU'],
  ['emage://share/Zk3v9X0aQw8rT6yU', 'Zk3v9X0aQw8rT6yU'],
  ['study 1.2.826.0.1.3680043.8.498.123', '3680043'],
  ['key 0f4c1a7b0f4c1a7b0f4c1a7b0f4c1a7b0f4c1a7b0f4c1a7b', '0f4c1a7b'],
  ['ENOENT: /home/martine/.config/e-mage/main.log', 'martine'],
  ['C:\\Users\\martine\\AppData', 'martine'],
  ['C:\\Users\\Martine Dupont\\AppData', 'Dupont'],
  ["open 'C:\\\\Users\\\\Martine Dupont\\\\AppData'", 'Martine'],
  ['c:/users/martine dupont/AppData', 'dupont'],
])('%s', (text, hidden) => {
  expect(redact(text)).not.toContain(hidden);
});

test('what a log is for stays readable', () => {
  const text =
    'call failed exams.list portal-unavailable 503 https://e-mage.org/api/v1/exams 018f3c2a-7b1e-7c3d-9a4b-1c2d3e4f5a6b';
  expect(redact(text)).toBe(text);
});

test('no token survives, wherever it stands', () => {
  const token = fc.stringMatching(/^[A-Za-z0-9_-]{43}[0-9][A-Za-z0-9]{10}$/);
  fc.assert(
    fc.property(token, fc.constantFrom('token ', '"refresh_token":"', 'a=', '\n'), (secret, before) => {
      expect(redact(`${before}${secret}`)).not.toContain(secret.replace(/^-+/, '').slice(0, 40));
    }),
  );
});
