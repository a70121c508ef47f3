import { z } from 'zod';
import { errorCodeSchema } from '../errors.ts';

/** How much of an exam lies on this computer, in the encrypted library. */
export const libraryEntrySchema = z.object({
  examId: z.string(),
  /** `kept`: every instance and report is here and pinned. `keeping`: being downloaded. `paused`: waits for the network. */
  state: z.enum(['keeping', 'paused', 'kept', 'failed']),
  bytes: z.number().int().nonnegative(),
  instancesDone: z.number().int().nonnegative(),
  instancesTotal: z.number().int().nonnegative(),
  /** Why it waits or failed. */
  error: errorCodeSchema.optional(),
});
export type LibraryEntry = z.infer<typeof libraryEntrySchema>;

/** Exams that were brought to this computer by hand (a CD, a folder) belong to no account and no portal. */
const LOCAL = 'local-';
export const localExamId = (unique: string): string => `${LOCAL}${unique}`;
export const isLocalExamId = (examId: string): boolean => examId.startsWith(LOCAL);
