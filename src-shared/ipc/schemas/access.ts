import { z } from 'zod';
import { accessEventSchema, professionalSchema } from '../../domain/access.ts';
import { appErrorSchema } from '../../errors.ts';
import { establishmentSchema } from '../../domain/establishment.ts';
import { freshnessSchema, idSchema } from './exams.ts';

export const professionalListSchema = z.object({
  items: z.array(professionalSchema),
  /** The portal's words: being listed does not mean having looked. */
  notice: z.string(),
  freshness: freshnessSchema,
});

/** Narrows the history; what is left out does not narrow it. */
export const historyFilterSchema = z.strictObject({
  examId: idSchema.optional(),
  personId: idSchema.optional(),
  /** ISO 8601 dates, both inclusive. */
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
});
export type HistoryFilter = z.infer<typeof historyFilterSchema>;

/** Newest first, to the end: a patient's history is a few thousand rows at most. `missing` says why it stops before. */
export const historySchema = z.object({
  items: z.array(accessEventSchema),
  freshness: freshnessSchema,
  missing: appErrorSchema.nullable(),
});
export const exportHistoryInputSchema = historyFilterSchema.extend({ format: z.enum(['csv', 'pdf']) });

export const establishmentListSchema = z.object({
  items: z.array(establishmentSchema),
  freshness: freshnessSchema,
});
