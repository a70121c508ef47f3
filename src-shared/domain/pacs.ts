import { z } from 'zod';
import { errorCodeSchema } from '../errors.ts';

/** Where a doctor's own images are: an archive that takes STOW-RS (PS3.18 §10.5). Its password is the keychain's. */
export const pacsSchema = z.object({
  name: z.string(),
  /** Base URL of its DICOMweb service, without a trailing slash. */
  url: z.string(),
  username: z.string().nullable(),
});
export type Pacs = z.infer<typeof pacsSchema>;

/** An exam on its way to the archive. */
export const sendingSchema = z.object({
  examId: z.string(),
  state: z.enum(['sending', 'sent', 'failed']),
  done: z.number().int().nonnegative(),
  total: z.number().int().nonnegative(),
  /** Images that the archive would not take. */
  refused: z.number().int().nonnegative(),
  error: errorCodeSchema.optional(),
});
export type Sending = z.infer<typeof sendingSchema>;
