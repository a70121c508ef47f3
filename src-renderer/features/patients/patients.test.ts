import { expect, test } from 'vitest';
import type { Exam } from '../../../src-shared/domain/exam.ts';
import { anExam } from '../../../src-shared/domain/testing.ts';
import { patientsOf } from './my-patients.ts';
import { priorOf } from './priors.ts';
import { timeLeft } from './time-left.ts';

const martin = { id: 'martin', displayName: 'Madame Martin', birthDate: null };
const exam = (id: string, date: string, change: Partial<Exam> = {}): Exam =>
  anExam(id, {
    studyInstanceUid: `1.2.${id}`,
    date,
    bodyRegion: 'Thorax',
    establishment: { id: 'chru', name: 'CHRU', town: 'Nancy' },
    patient: martin,
    ...change,
  });
const lambert = { id: 'lambert', displayName: 'Madame Lambert', birthDate: '1987-09-02' };

test('patients are those of the exams, who had the newest first', () => {
  const patients = patientsOf([
    exam('1', '2024-01-01T10:00:00Z'),
    exam('2', '2026-01-01T10:00:00Z', { patient: lambert, isNew: true }),
    exam('3', '2025-01-01T10:00:00Z'),
    exam('4', '2026-02-01T10:00:00Z', { patient: null }),
  ]);
  expect(patients).toMatchObject([
    { id: 'lambert', examCount: 1, hasNews: true },
    { id: 'martin', examCount: 2, hasNews: false, newest: { id: '3' } },
  ]);
});

test('a prior is the last one before, of the same kind and region, wherever it was made', () => {
  const elsewhere = { id: 'metz', name: 'CHR', town: 'Metz' };
  const all = [
    exam('now', '2026-01-01T10:00:00Z'),
    exam('last', '2025-01-01T10:00:00Z', {
      establishment: elsewhere,
      label: 'TDM thoracique',
      bodyRegion: 'THORAX',
    }),
    exam('older', '2024-01-01T10:00:00Z'),
    exam('later', '2026-06-01T10:00:00Z'),
    exam('no-images', '2025-06-01T10:00:00Z', { imagesAvailable: false }),
    exam('other-kind', '2025-07-01T10:00:00Z', { modalities: ['MR'] }),
    exam('other-region', '2025-08-01T10:00:00Z', { bodyRegion: 'Genou', label: 'Scanner du genou' }),
  ];
  expect(priorOf(all[0]!, all)?.id).toBe('last');
  expect(priorOf(all[2]!, all)).toBeNull();
  expect(priorOf(all[4]!, all)).toBeNull();
});

test.each([
  ['2026-01-01T14:00:00Z', 4, 0],
  ['2026-01-01T10:59:01Z', 1, 0],
  ['2026-01-01T10:00:01Z', 0, 1],
  ['2026-01-01T09:00:00Z', 0, 0],
])('until %s there are %i h %i min', (endsAt, hours, minutes) =>
  expect(timeLeft({ startsAt: '2026-01-01T09:00:00Z', endsAt }, Date.parse('2026-01-01T10:00:00Z'))).toEqual({
    hours,
    minutes,
  }),
);

test('a clock that is behind makes four hours no longer', () => {
  const access = { startsAt: '2026-01-01T10:00:20Z', endsAt: '2026-01-01T14:00:20Z' };
  expect(timeLeft(access, Date.parse('2026-01-01T09:58:00Z'))).toEqual({ hours: 4, minutes: 0 });
});
