import { z } from 'zod';
import { exportFormatSchema } from '../../domain/export.ts';
import { idSchema } from './exams.ts';

export const startExportInputSchema = z.strictObject({
  examId: idSchema,
  format: exportFormatSchema,
  /** Without names, dates and whatever else says who it is (PS3.15 Annex E). */
  deidentify: z.boolean(),
  /** With `locked-zip`: the one that was shown. */
  passphrase: z.string().min(12).max(200).nullable(),
});
export const passphraseSchema = z.object({ passphrase: z.string() });
