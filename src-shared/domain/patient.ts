import { z } from 'zod';
import { patientRefSchema } from './exam.ts';

/** Somebody whom a professional looked for. Found is not yet allowed to read. */
export const patientSchema = z.object({
  id: z.string(),
  displayName: z.string(),
  /** ISO 8601 date. */
  birthDate: z.string().nullable(),
  sex: z.enum(['F', 'M', 'O']).nullable(),
  /** `none`: breaking the glass may give access. */
  access: z.enum(['granted', 'temporary', 'none']),
  accessUntil: z.string().nullable(),
});
export type Patient = z.infer<typeof patientSchema>;

/** A glass that was broken and is open: a whole record, until its end (L12). */
export const temporaryAccessSchema = z.object({
  id: z.string(),
  patient: patientRefSchema,
  startsAt: z.string(),
  endsAt: z.string(),
  reason: z.string(),
});
export type TemporaryAccess = z.infer<typeof temporaryAccessSchema>;

export const reasonMinLength = 20;
export const reasonMaxLength = 1000;
