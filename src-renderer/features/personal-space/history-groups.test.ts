import { describe, expect, it } from 'vitest';
import type { AccessEvent } from '../../../src-shared/domain/access.ts';
import { byDay, choicesIn } from './history-groups.ts';

const event = (at: string, person = 'Dr Petit', exam: string | null = 'IRM du genou'): AccessEvent => ({
  id: at,
  at,
  person: { id: person, displayName: person, role: 'correspondent' },
  establishment: null,
  action: 'viewed-images',
  exam: exam === null ? null : { id: exam, label: exam, date: at },
  detail: null,
});
const local = (day: number, hour: number): string => new Date(2026, 2, day, hour).toISOString();

describe('byDay', () => {
  it('keeps the order and parts at midnight of this computer', () => {
    const days = byDay([event(local(3, 23)), event(local(3, 0)), event(local(2, 23))]);
    expect(days.map(({ events }) => events.length)).toEqual([2, 1]);
    expect(days[0]?.at).toBe(local(3, 23));
  });

  it('has no day where nothing happened', () => {
    expect(byDay([])).toEqual([]);
  });
});

describe('choicesIn', () => {
  it('names each exam and person once, by name', () => {
    const { exams, people } = choicesIn([
      event(local(3, 9), 'Dr Zola', 'Scanner'),
      event(local(3, 8), 'Dr Petit', 'IRM'),
      event(local(2, 8), 'Dr Petit', null),
    ]);
    expect(exams.map(({ label }) => label)).toEqual(['IRM', 'Scanner']);
    expect(people.map(({ label }) => label)).toEqual(['Dr Petit', 'Dr Zola']);
  });
});
