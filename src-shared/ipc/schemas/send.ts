import { z } from 'zod';

export const setPacsInputSchema = z.strictObject({
  name: z.string().trim().min(1).max(60),
  url: z.string().trim().min(1).max(2048),
  username: z.string().trim().max(256).nullable(),
  /** Null: the one that is known. */
  password: z.string().max(1024).nullable(),
});
export type SetPacsInput = z.infer<typeof setPacsInputSchema>;
