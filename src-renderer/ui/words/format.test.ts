import { expect, test } from 'vitest';
import { createI18n } from '../../app/i18n.ts';
import { createFormat } from './format.ts';

const now = new Date(2026, 2, 10, 15, 0);
const at = (day: number, hour: number, minute: number): string =>
  new Date(2026, 2, day, hour, minute).toISOString();
/** Without the spaces that hold words together. */
const plain = (text: string): string => text.replace(/[\u00a0\u202f]/g, ' ');
const french = createFormat('fr', createI18n('fr').t, () => now);
const english = createFormat('en', createI18n('en').t, () => now);

test('dates are in full, relative only under a week', () => {
  expect(french.date(at(3, 12, 0))).toBe('mardi 3 mars 2026');
  expect(english.date(at(3, 12, 0))).toMatch(/^Tuesday,? 3 March 2026$/);
  expect(plain(french.recent(at(10, 14, 5)))).toBe('aujourd’hui à 14 h 05');
  expect(plain(french.recent(at(9, 23, 59)))).toBe('hier à 23 h 59');
  expect(plain(french.recent(at(4, 8, 0)))).toBe('il y a 6 jours');
  expect(plain(french.recent(at(3, 8, 0)))).toBe('mardi 3 mars 2026');
});

test('the first of a month, and hours, as French writes them', () => {
  expect(french.date(at(1, 12, 0))).toBe('dimanche 1er mars 2026');
  expect(french.plainDate('1951-04-01')).toBe('1er avril 1951');
  expect(french.shortDate(at(1, 12, 0))).toBe('1er mars 2026');
  expect(french.shortDate(at(11, 12, 0))).toBe('11 mars 2026');
  expect(french.shortDate(at(21, 12, 0))).toBe('21 mars 2026');
  expect(english.shortDate(at(1, 12, 0))).toBe('1 Mar 2026');
  expect(plain(french.time(at(1, 8, 5)))).toBe('8 h 05');
  expect(plain(french.time(at(1, 0, 5)))).toBe('0 h 05');
  expect(english.time(at(1, 8, 5))).toBe('08:05');
});

test('a birthday is the same day wherever it is read', () => {
  const zone = process.env['TZ'];
  try {
    for (const timeZone of ['America/Martinique', 'Europe/Paris', 'Pacific/Noumea']) {
      process.env['TZ'] = timeZone;
      const format = createFormat('fr', createI18n('fr').t, () => now);
      expect([timeZone, format.plainDate('1951-04-17')]).toEqual([timeZone, '17 avril 1951']);
    }
  } finally {
    if (zone === undefined) delete process.env['TZ'];
    else process.env['TZ'] = zone;
  }
});

test('a period of one day names the day once', () => {
  expect(plain(french.period(at(3, 14, 5), at(3, 18, 5)))).toBe('le mardi 3 mars 2026, de 14 h 05 à 18 h 05');
  expect(plain(french.period(at(3, 22, 0), at(4, 2, 0)))).toBe(
    'du mardi 3 mars 2026 à 22 h 00 au mercredi 4 mars 2026 à 2 h 00',
  );
});

test('a day heads what happened on it', () => {
  expect(french.day(at(10, 1, 0))).toBe('Aujourd’hui');
  expect(french.day(at(3, 1, 0))).toBe('Mardi 3 mars 2026');
});

test('measured values have the figures that say something', () => {
  expect(french.value(1.2468)).toBe('1,25');
  expect(french.value(0.001171)).toBe('0,00117');
  expect(english.value(12.34)).toBe('12.3');
});

test('what is below zero has a minus sign, and no hyphen that a line could break after', () => {
  expect(plain(french.value(-1024.46))).toBe('−1 024,5');
  expect(english.value(-0.5)).toBe('−0.5');
  expect(french.number(-97)).toBe('−97');
  expect(french.number(-0.01)).toBe('0');
});

test('an exam whose date nobody knows says so', () => {
  expect(french.date('')).toBe('date inconnue');
  expect(french.shortDate('')).toBe('date inconnue');
  expect(english.shortDate('')).toBe('date unknown');
});

test('sizes have the units of the language', () => {
  expect(plain(french.bytes(55_574_528))).toBe('55,6 Mo');
  expect(plain(english.bytes(55_574_528))).toBe('55.6 MB');
  expect(plain(french.bytes(512))).toBe('512 o');
});
