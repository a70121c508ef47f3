import { z } from 'zod';
import { shareKinds, shareSchema } from '../../domain/share.ts';
import { freshnessSchema, idSchema } from './exams.ts';

export const shareListSchema = z.object({ items: z.array(shareSchema), freshness: freshnessSchema });

export const createShareInputSchema = z.strictObject({
  examIds: z.array(idSchema).min(1).max(50),
  recipientEmail: z.email().max(254),
  recipientName: z.string().trim().max(100).nullable(),
  kind: z.enum(shareKinds),
  durationDays: z.number().int().positive(),
  includeReports: z.boolean(),
  message: z.string().trim().max(1000).nullable(),
});
export type CreateShareInput = z.infer<typeof createShareInputSchema>;

export const shareIdInputSchema = z.strictObject({ shareId: idSchema });
export const extendShareInputSchema = z.strictObject({
  shareId: idSchema,
  /** ISO 8601 instant with offset. */
  endsAt: z.iso.datetime({ offset: true }),
});
