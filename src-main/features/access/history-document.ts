import type { AccessEvent } from '../../../src-shared/domain/access.ts';
import { escapeHtml } from '../../../src-shared/escape-html.ts';
import type { Language } from '../../../src-shared/i18n/catalogues.ts';
import { filled, textsIn } from '../../app/texts.ts';
import { historyRows } from './history-rows.ts';

export interface HistoryDocument {
  readonly events: readonly AccessEvent[];
  readonly language: Language;
  readonly displayName: string;
  readonly portalName: string;
  readonly now: Date;
}

/** The access history as a page to print. Every word from outside is escaped, and the page runs no script. */
export function historyHtml({ events, language, displayName, portalName, now }: HistoryDocument): string {
  const t = textsIn(language).history;
  const locale = language === 'fr' ? 'fr-FR' : 'en-GB';
  const made = new Intl.DateTimeFormat(locale, { dateStyle: 'long' }).format(now);
  const rows = historyRows(events, language).map(
    (row) =>
      `<tr${row.isBreakGlass ? ' class="urgent"' : ''}>` +
      `<td>${escapeHtml(row.date)}<br>${escapeHtml(row.time)}</td>` +
      `<td>${escapeHtml(row.person)}<br><small>${escapeHtml(row.role)}</small></td>` +
      `<td>${escapeHtml(row.establishment)}</td>` +
      `<td>${escapeHtml(row.action)}${row.detail ? `<br><small>${escapeHtml(row.detail)}</small>` : ''}</td>` +
      `<td>${escapeHtml(row.exam)}${row.examDate ? `<br><small>${escapeHtml(row.examDate)}</small>` : ''}</td></tr>`,
  );
  const head = [t.date, t.person, t.establishment, t.action, t.exam].map(
    (word) => `<th scope="col">${escapeHtml(word)}</th>`,
  );
  const table =
    rows.length === 0
      ? `<p>${escapeHtml(t.empty)}</p>`
      : `<table><thead><tr>${head.join('')}</tr></thead><tbody>${rows.join('')}</tbody></table>`;
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeHtml(t.title)}</title>
<style>${style}</style>
</head>
<body>
<h1>${escapeHtml(t.title)}</h1>
<p>${escapeHtml(filled(t.of, { name: displayName }))}</p>
<p class="made">${escapeHtml(filled(t.madeOn, { date: made, portal: portalName }))}</p>
${table}
</body>
</html>`;
}

const style = `
body { font: 10pt/1.45 system-ui, sans-serif; color: #1c1b1a; margin: 0; }
h1 { font-size: 17pt; margin: 0 0 4pt; }
p { margin: 0 0 4pt; }
.made, small { color: #55524e; }
table { width: 100%; border-collapse: collapse; margin-top: 10pt; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
th, td { text-align: left; vertical-align: top; padding: 4pt 6pt; border-bottom: 0.5pt solid #c9c4bc; }
th { border-bottom: 1pt solid #1c1b1a; }
.urgent td { border-left: 3pt solid #9a3412; font-weight: 600; }
.urgent td + td { border-left: 0; }`;
