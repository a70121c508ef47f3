import { z } from 'zod';
import { examRefSchema } from './exam.ts';

export const shareKinds = ['professional', 'relative'] as const;
export const shareStates = ['active', 'expired', 'revoked'] as const;

/** An exam (or several) that a patient lets someone see for a limited time (L8). */
export const shareSchema = z.object({
  id: z.string(),
  exams: z.array(examRefSchema),
  recipientEmail: z.string(),
  recipientName: z.string().nullable(),
  kind: z.enum(shareKinds),
  includeReports: z.boolean(),
  message: z.string().nullable(),
  createdAt: z.string(),
  endsAt: z.string(),
  state: z.enum(shareStates),
  openings: z.number().int().nonnegative(),
  lastOpenedAt: z.string().nullable(),
});
export type Share = z.infer<typeof shareSchema>;

/** The access code is shown once, and passed on by another way than the mail. */
export const createdShareSchema = z.object({
  share: shareSchema,
  accessCode: z.string(),
  link: z.string(),
  /** It was sent twice on its way: an earlier mail went out too, whose link opens nothing. */
  mailedTwice: z.boolean().optional(),
});
export type CreatedShare = z.infer<typeof createdShareSchema>;
