import type { AccessEvent } from '../../../src-shared/domain/access.ts';
import type { Language } from '../../../src-shared/i18n/catalogues.ts';
import { textsIn } from '../../app/texts.ts';
import { historyRows } from './history-rows.ts';

/**
 * The access history as a table (RFC 4180) that opens with a double click: with a byte order mark, and in French with
 * the semicolon that a French spreadsheet expects.
 */
export function historyCsv(events: readonly AccessEvent[], language: Language): string {
  const t = textsIn(language).history;
  const separator = language === 'fr' ? ';' : ',';
  const head = [t.date, t.time, t.person, t.role, t.establishment, t.action, t.exam, t.examDate, t.detail];
  const rows = historyRows(events, language).map((row) => [
    row.date,
    row.time,
    row.person,
    row.role,
    row.establishment,
    row.action,
    row.exam,
    row.examDate,
    row.detail,
  ]);
  return `\uFEFF${[head, ...rows].map((row) => row.map(csvCell).join(separator)).join('\r\n')}\r\n`;
}

/** A cell that a spreadsheet would take for a formula is made text: names and reasons come from others. */
export function csvCell(value: string): string {
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[";,\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
