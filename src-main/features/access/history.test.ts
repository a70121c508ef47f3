import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AccessEvent } from '../../../src-shared/domain/access.ts';
import { csvCell, historyCsv } from './history-csv.ts';
import { historyHtml } from './history-document.ts';

const event: AccessEvent = {
  id: '1',
  at: '2026-03-03T14:05:00+01:00',
  person: { id: 'p', displayName: 'Dr Petit <b>', role: 'temporary-access' },
  establishment: { id: 'e', name: 'CHU; Nancy', town: 'Nancy' },
  action: 'break-glass',
  exam: { id: 'x', label: '=cmd|calc', date: '2026-01-12T08:00:00+01:00' },
  detail: 'Patiente inconsciente, "urgence"',
};

describe('the history as a table', () => {
  test('in French opens in a French spreadsheet', () => {
    const csv = historyCsv([event], 'fr');
    expect(csv.startsWith('\uFEFFDate;Heure;Personne;')).toBe(true);
    expect(csv).toContain('"CHU; Nancy"');
    expect(csv).toContain(`'=cmd|calc`);
    expect(csv).toContain('"Patiente inconsciente, ""urgence"""');
    expect(csv.endsWith('\r\n')).toBe(true);
  });

  test('no cell is a formula, and none breaks out of its row', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const cell = csvCell(text);
        const inner = cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell;
        expect(inner).not.toMatch(/^[=+\-@]/);
        if (/[\r\n;,]/.test(text)) expect(cell).toMatch(/^"[\s\S]*"$/);
      }),
    );
  });
});

describe('the history to print', () => {
  test('escapes every word from outside and runs no script', () => {
    const html = historyHtml({
      events: [event],
      language: 'fr',
      displayName: '<script>alert(1)</script>',
      portalName: 'e-mage',
      now: new Date('2026-03-04T09:00:00Z'),
    });
    expect(html).not.toContain('<script');
    expect(html).toContain('Dr Petit &lt;b&gt;');
    expect(html).toContain('4 mars 2026');
    expect(html).toContain("default-src 'none'");
  });

  test('says so where there is nothing', () => {
    const html = historyHtml({
      events: [],
      language: 'en',
      displayName: 'A',
      portalName: 'B',
      now: new Date(0),
    });
    expect(html).toContain('No access matches.');
  });
});
