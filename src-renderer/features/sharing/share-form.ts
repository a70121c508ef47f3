// First: how zod may work under our policy.
import '../../../src-shared/ipc/define.ts';
import { z } from 'zod';
import type { CreateShareInput } from '../../../src-shared/ipc/schemas/sharing.ts';

/** What the person has filled in so far. */
export interface ShareForm {
  readonly examIds: readonly string[];
  readonly recipientEmail: string;
  readonly recipientName: string;
  readonly kind: CreateShareInput['kind'];
  readonly durationDays: number;
  readonly includeReports: boolean;
  readonly message: string;
}

export type FormProblem = 'no-exam' | 'too-many-exams' | 'email-missing' | 'email-wrong';

/** What keeps a form from being sent, in the order of its fields. */
export function problemsOf(form: ShareForm, maxExams: number): readonly FormProblem[] {
  const problems: FormProblem[] = [];
  if (form.examIds.length === 0) problems.push('no-exam');
  if (form.examIds.length > maxExams) problems.push('too-many-exams');
  const email = form.recipientEmail.trim();
  if (email === '') problems.push('email-missing');
  else if (!z.email().safeParse(email).success) problems.push('email-wrong');
  return problems;
}

export const inputOf = (form: ShareForm): CreateShareInput => ({
  examIds: [...form.examIds],
  recipientEmail: form.recipientEmail.trim(),
  recipientName: form.recipientName.trim() || null,
  kind: form.kind,
  durationDays: form.durationDays,
  includeReports: form.includeReports,
  message: form.message.trim() || null,
});

/** A week where the portal allows it: long enough for an appointment, short enough to be safe. */
export const usualDuration = (durationsDays: readonly number[]): number =>
  durationsDays.find((days) => days >= 7) ?? durationsDays.at(-1) ?? 1;
