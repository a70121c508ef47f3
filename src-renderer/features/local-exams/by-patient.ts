import type { LocalExam } from '../../../src-shared/domain/import.ts';

export interface PatientExams {
  readonly key: string;
  /** Empty where the files name nobody. */
  readonly name: string;
  readonly birthDate: string | null;
  readonly exams: readonly LocalExam[];
}

/** Patients in the order of their newest import, the exams of each from the newest to the oldest. */
export function byPatient(exams: readonly LocalExam[]): PatientExams[] {
  const patients = new Map<string, LocalExam[]>();
  for (const each of exams) {
    const { patient } = each.exam;
    const key = JSON.stringify([patient?.id, patient?.displayName.toLowerCase(), patient?.birthDate]);
    patients.set(key, [...(patients.get(key) ?? []), each]);
  }
  return [...patients].map(([key, theirs]) => ({
    key,
    name: theirs[0]?.exam.patient?.displayName ?? '',
    birthDate: theirs[0]?.exam.patient?.birthDate ?? null,
    exams: [...theirs].sort((a, b) => (a.exam.date < b.exam.date ? 1 : -1)),
  }));
}
