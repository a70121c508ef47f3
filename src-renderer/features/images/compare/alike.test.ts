import { describe, expect, it } from 'vitest';
import type { Exam } from '../../../../src-shared/domain/exam.ts';
import type { Series } from '../../../../src-shared/domain/series.ts';
import { anExam } from '../../../../src-shared/domain/testing.ts';
import { mostAlike, priorsOf } from './alike.ts';

const exam = (id: string, day: string, modalities: string[]): Exam =>
  anExam(id, { date: `${day}T10:00:00Z`, modalities });

const series = (description: string, instanceCount: number, modality = 'CT'): Series => ({
  seriesInstanceUid: description,
  number: 1,
  description,
  modality,
  instanceCount,
});

describe('what one compares with', () => {
  it('are exams of the same kind, the nearest in time first, then the others as they were', () => {
    const shown = exam('now', '2026-03-01', ['CT', 'SR']);
    const { alike, others } = priorsOf(shown, [
      exam('knee', '2026-02-28', ['MR']),
      exam('old', '2015-01-01', ['CT']),
      exam('last year', '2025-03-01', ['CT']),
      exam('hand', '2020-01-01', ['DX']),
    ]);
    expect(alike.map(({ id }) => id)).toEqual(['last year', 'old']);
    expect(others.map(({ id }) => id)).toEqual(['knee', 'hand']);
  });

  it('is the series called alike, else the one with about as many images', () => {
    const all = [
      series('Scout', 1),
      series('BRAIN 5MM', 28),
      series('BRAIN 1MM', 140),
      series('Dose', 1, 'SR'),
    ];
    const called = (shown: Series): string | undefined => mostAlike(shown, all)?.description;
    expect(called(series('Std brain 1mm, iDose', 150))).toBe('BRAIN 1MM');
    expect(called(series('STD BRAIN 5MM', 30))).toBe('BRAIN 5MM');
    expect(called(series('', 130))).toBe('BRAIN 1MM');
  });

  it('is a stack where nothing is of its kind', () => {
    expect(mostAlike(series('T2', 20, 'MR'), [series('Scout', 1), series('AX', 30)])?.description).toBe('AX');
    expect(mostAlike(undefined, [series('Scout', 1)])?.description).toBe('Scout');
    expect(mostAlike(series('T2', 20, 'MR'), [])).toBeUndefined();
  });
});
