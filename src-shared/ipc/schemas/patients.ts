import { z } from 'zod';
import { reasonMaxLength, reasonMinLength } from '../../domain/patient.ts';
import { idSchema } from './exams.ts';

export const patientSearchInputSchema = z.strictObject({ words: z.string().trim().min(2).max(100) });
export const patientIdInputSchema = z.strictObject({ patientId: idSchema });

export const breakGlassInputSchema = z.strictObject({
  patientId: idSchema,
  /** Spaces are no reason. */
  reason: z
    .string()
    .transform((text) => text.replaceAll(/\s+/g, ' ').trim())
    .pipe(z.string().min(reasonMinLength).max(reasonMaxLength)),
});
export const accessIdInputSchema = z.strictObject({ accessId: idSchema });
