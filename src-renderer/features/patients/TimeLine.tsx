import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Exam } from '../../../src-shared/domain/exam.ts';
import { useLibrary } from '../../bridge/queries.ts';
import { PatientExam } from './PatientExam.tsx';
import { priorOf } from './priors.ts';

export interface TimeLineProps {
  /** What is shown. */
  readonly exams: readonly Exam[];
  /** Among which a prior is sought. */
  readonly all: readonly Exam[];
  readonly onReadReport: (examId: string, reportId: string) => void;
}

/** Newest first, a heading for each year. */
export function TimeLine({ exams, all, onReadReport }: TimeLineProps) {
  const { t } = useTranslation();
  const library = useLibrary();
  const entries = useMemo(
    () => new Map((library.data ?? []).map((entry) => [entry.examId, entry])),
    [library.data],
  );
  const years = byYear(exams);
  return (
    <ol className="time-line" aria-label={t('patients.timeLine')}>
      {years.map(([year, theirs]) => (
        <li key={year}>
          <h2 className="time-line-year ui-year">{year}</h2>
          <ol className="time-line-exams">
            {theirs.map((exam) => (
              <li key={exam.id} className="time-line-exam">
                <PatientExam
                  exam={exam}
                  prior={priorOf(exam, all)}
                  entry={entries.get(exam.id)}
                  onReadReport={onReadReport}
                />
              </li>
            ))}
          </ol>
        </li>
      ))}
    </ol>
  );
}

function byYear(exams: readonly Exam[]): (readonly [year: number, exams: readonly Exam[]])[] {
  const years = new Map<number, Exam[]>();
  for (const exam of exams.toSorted((a, b) => Date.parse(b.date) - Date.parse(a.date))) {
    const year = new Date(exam.date).getFullYear();
    years.set(year, [...(years.get(year) ?? []), exam]);
  }
  return [...years];
}
