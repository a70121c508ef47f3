import type { AccessEvent } from '../../../src-shared/domain/access.ts';

export interface HistoryDay {
  /** The first event's instant, which names the day. */
  readonly at: string;
  readonly events: readonly AccessEvent[];
}

/** Days of this computer's calendar, in the order of the events (newest first). */
export function byDay(events: readonly AccessEvent[]): readonly HistoryDay[] {
  const days = new Map<string, AccessEvent[]>();
  for (const event of events) {
    const day = new Date(event.at).toDateString();
    const known = days.get(day);
    if (known) known.push(event);
    else days.set(day, [event]);
  }
  return [...days.values()].flatMap((group) => (group[0] ? [{ at: group[0].at, events: group }] : []));
}

export interface Choice {
  readonly id: string;
  readonly label: string;
}

/** What one can narrow by: each exam and each person once, by name. */
export function choicesIn(events: readonly AccessEvent[]): {
  exams: readonly Choice[];
  people: readonly Choice[];
} {
  const exams = new Map<string, string>();
  const people = new Map<string, string>();
  for (const { exam, person } of events) {
    if (exam) exams.set(exam.id, exam.label);
    people.set(person.id, person.displayName);
  }
  const sorted = (map: ReadonlyMap<string, string>): readonly Choice[] =>
    [...map].map(([id, label]) => ({ id, label })).sort((a, b) => a.label.localeCompare(b.label, 'fr'));
  return { exams: sorted(exams), people: sorted(people) };
}
