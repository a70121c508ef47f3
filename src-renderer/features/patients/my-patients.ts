import type { Exam } from '../../../src-shared/domain/exam.ts';

/** A patient with exams that the account may read. */
export interface MyPatient {
  readonly id: string;
  readonly name: string;
  readonly birthDate: string | null;
  readonly examCount: number;
  readonly newest: Exam;
  readonly hasNews: boolean;
}

/** Whose exams these are; who had the newest comes first. Exams without a patient are one's own. */
export function patientsOf(exams: readonly Exam[]): MyPatient[] {
  const byPatient = new Map<string, Exam[]>();
  for (const exam of exams)
    if (exam.patient) byPatient.set(exam.patient.id, [...(byPatient.get(exam.patient.id) ?? []), exam]);
  return [...byPatient.values()]
    .flatMap((theirs): MyPatient[] => {
      const [newest] = theirs.toSorted((a, b) => Date.parse(b.date) - Date.parse(a.date));
      if (!newest?.patient) return [];
      const { id, displayName, birthDate } = newest.patient;
      const hasNews = theirs.some(({ isNew }) => isNew);
      return [{ id, name: displayName, birthDate, examCount: theirs.length, newest, hasNews }];
    })
    .toSorted((a, b) => Date.parse(b.newest.date) - Date.parse(a.newest.date));
}
