import { z } from 'zod';

export const appInfoSchema = z.object({
  version: z.string(),
  platform: z.enum(['win32', 'darwin', 'linux']),
  /** The language of the system, reduced to those we speak. */
  systemLanguage: z.enum(['fr', 'en']),
  runtime: z.object({ electron: z.string(), chrome: z.string(), node: z.string() }),
});
export type AppInfo = z.infer<typeof appInfoSchema>;
