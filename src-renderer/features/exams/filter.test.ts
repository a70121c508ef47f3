import { expect, test } from 'vitest';
import { exams, manyExams } from '../../../tests/renderer/demo-data.ts';
import { applyView, everything, prepare, withYears, type Circumstances, type ExamsView } from './filter.ts';

const circumstances: Circumstances = {
  here: new Set(['exam-3']),
  now: new Date(),
  collator: new Intl.Collator('fr'),
};
const shown = (view: Partial<ExamsView>): readonly string[] =>
  applyView(
    prepare(exams, () => 'mots du mois'),
    { ...everything, ...view },
    circumstances,
  ).map(({ label }) => label);

test('accents, case and the order of words do not matter', () => {
  expect(shown({ text: 'CEREBRALE irm' })).toEqual(['IRM cérébrale']);
  expect(shown({ text: 'echographie luneville' })).toEqual(['Échographie abdominale']);
});

test('every filter narrows, and they add up', () => {
  expect(shown({ kind: 'mr' })).toEqual(['IRM du genou droit', 'IRM cérébrale']);
  expect(shown({ kind: 'mr', establishmentId: 'e2' })).toEqual(['IRM du genou droit']);
  expect(shown({ onlyNew: true })).toEqual(['Scanner du thorax']);
  expect(shown({ onlyHere: true })).toEqual(['IRM du genou droit']);
  expect(shown({ period: 'last-12-months' })).not.toContain('TEP-scanner');
  expect(shown({ text: 'zzz' })).toEqual([]);
});

test('the oldest first is the newest first turned round', () => {
  expect(shown({ sort: 'oldest' })).toEqual(shown({ sort: 'newest' }).toReversed());
});

test('years stand as headings where the order is by date, and only there', () => {
  const items = withYears(exams, 'newest');
  const years = items.filter(({ kind }) => kind === 'year');
  expect(items[0]?.kind).toBe('year');
  expect(new Set(years).size).toBe(years.length);
  expect(withYears(exams, 'label').every(({ kind }) => kind === 'exam')).toBe(true);
});

test('thousands of exams are searched without a fold for each key', () => {
  const prepared = prepare(manyExams(4000), () => '');
  expect(applyView(prepared, { ...everything, text: 'genou' }, circumstances)).toHaveLength(500);
});
