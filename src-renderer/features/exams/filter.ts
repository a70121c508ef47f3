import type { Exam } from '../../../src-shared/domain/exam.ts';
import { fold } from '../../ui/words/fold.ts';
import { modalitiesOf, type ModalityKind } from '../../ui/words/modality.ts';

export const sorts = ['newest', 'oldest', 'label', 'establishment'] as const;
export type Sort = (typeof sorts)[number];

/** What of the list is shown, and in which order. `all` does not narrow. */
export interface ExamsView {
  readonly text: string;
  readonly kind: ModalityKind | 'all';
  readonly establishmentId: string;
  /** A year, `last-12-months`, or `all`. */
  readonly period: string;
  readonly onlyNew: boolean;
  readonly onlyHere: boolean;
  readonly sort: Sort;
}

export const everything: ExamsView = {
  text: '',
  kind: 'all',
  establishmentId: 'all',
  period: 'all',
  onlyNew: false,
  onlyHere: false,
  sort: 'newest',
};

export const isNarrowed = (view: ExamsView): boolean =>
  view.text.trim() !== '' ||
  view.kind !== 'all' ||
  view.establishmentId !== 'all' ||
  view.period !== 'all' ||
  view.onlyNew ||
  view.onlyHere;

export const hasNews = (exam: Exam): boolean => exam.isNew || exam.reports.some((report) => report.isNew);

export interface Prepared {
  readonly exam: Exam;
  readonly haystack: string;
}

/** Folds once what searching would fold at every key. `words` says an exam's kinds and date in the person's language. */
export const prepare = (exams: readonly Exam[], words: (exam: Exam) => string): readonly Prepared[] =>
  exams.map((exam) => ({
    exam,
    haystack: fold(
      [
        exam.label,
        exam.bodyRegion,
        exam.establishment.name,
        exam.establishment.town,
        exam.prescriber,
        exam.radiologist,
        exam.patient?.displayName,
        exam.shared?.by,
        ...exam.reports.map((report) => report.title),
        words(exam),
      ]
        .filter((part) => part !== null && part !== undefined)
        .join(' '),
    ),
  }));

const yearMonths = 12;

function inPeriod(date: string, period: string, now: Date): boolean {
  if (period === 'all') return true;
  if (period === 'last-12-months') {
    const start = new Date(now);
    start.setMonth(start.getMonth() - yearMonths);
    return new Date(date) >= start;
  }
  return String(new Date(date).getFullYear()) === period;
}

const orders: Readonly<Record<Sort, (a: Exam, b: Exam, collator: Intl.Collator) => number>> = {
  newest: (a, b) => Date.parse(b.date) - Date.parse(a.date),
  oldest: (a, b) => Date.parse(a.date) - Date.parse(b.date),
  label: (a, b, collator) => collator.compare(a.label, b.label) || Date.parse(b.date) - Date.parse(a.date),
  establishment: (a, b, collator) =>
    collator.compare(a.establishment.name, b.establishment.name) || Date.parse(b.date) - Date.parse(a.date),
};

export interface Circumstances {
  /** Exams that are on this computer. */
  readonly here: ReadonlySet<string>;
  readonly now: Date;
  readonly collator: Intl.Collator;
}

export function applyView(
  prepared: readonly Prepared[],
  view: ExamsView,
  circumstances: Circumstances,
): readonly Exam[] {
  const wanted = fold(view.text).split(/\s+/).filter(Boolean);
  return prepared
    .filter(
      ({ exam, haystack }) =>
        wanted.every((word) => haystack.includes(word)) &&
        (view.kind === 'all' || modalitiesOf(exam.modalities).includes(view.kind)) &&
        (view.establishmentId === 'all' || exam.establishment.id === view.establishmentId) &&
        inPeriod(exam.date, view.period, circumstances.now) &&
        (!view.onlyNew || hasNews(exam)) &&
        (!view.onlyHere || circumstances.here.has(exam.id)),
    )
    .map(({ exam }) => exam)
    .toSorted((a, b) => orders[view.sort](a, b, circumstances.collator));
}

export type ListItem =
  { readonly kind: 'year'; readonly year: string } | { readonly kind: 'exam'; readonly exam: Exam };

/** Years as headings where the order is by date. */
export function withYears(exams: readonly Exam[], sort: Sort): readonly ListItem[] {
  if (sort === 'label' || sort === 'establishment') return exams.map((exam) => ({ kind: 'exam', exam }));
  const items: ListItem[] = [];
  let present = '';
  for (const exam of exams) {
    const year = String(new Date(exam.date).getFullYear());
    if (year !== present) items.push({ kind: 'year', year });
    present = year;
    items.push({ kind: 'exam', exam });
  }
  return items;
}
