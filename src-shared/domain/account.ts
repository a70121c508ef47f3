import { z } from 'zod';

export const accountKinds = ['patient', 'professional', 'guest', 'administrator'] as const;

export const accountSchema = z.object({
  id: z.string(),
  kind: z.enum(accountKinds),
  username: z.string(),
  /** As the person is greeted, e.g. « Madame Martin »; for the sidebar and the home page. */
  displayName: z.string(),
  email: z.string().nullable(),
});
export type Account = z.infer<typeof accountSchema>;
