import type { AccessEvent } from '../../../src-shared/domain/access.ts';
import type { Language } from '../../../src-shared/i18n/catalogues.ts';
import { textsIn } from '../../app/texts.ts';

export interface HistoryRow {
  readonly date: string;
  readonly time: string;
  readonly person: string;
  readonly role: string;
  readonly establishment: string;
  readonly action: string;
  readonly exam: string;
  readonly examDate: string;
  readonly detail: string;
  readonly isBreakGlass: boolean;
}

/** The access history in words, for a document that leaves the application. */
export function historyRows(events: readonly AccessEvent[], language: Language): HistoryRow[] {
  const t = textsIn(language).history;
  const locale = language === 'fr' ? 'fr-FR' : 'en-GB';
  const day = new Intl.DateTimeFormat(locale, { day: '2-digit', month: '2-digit', year: 'numeric' });
  const time = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' });
  return events.map((event) => {
    const at = new Date(event.at);
    return {
      date: day.format(at),
      time: time.format(at),
      person: event.person.displayName,
      role: t.roles[event.person.role],
      establishment: event.establishment?.name ?? '',
      action: t.actions[event.action],
      exam: event.exam?.label ?? '',
      examDate: event.exam ? day.format(new Date(event.exam.date)) : '',
      detail: event.detail ?? '',
      isBreakGlass: event.action === 'break-glass',
    };
  });
}
