import { z } from 'zod';

export const appInfoSchema = z.object({
  version: z.string(),
  platform: z.enum(['win32', 'darwin', 'linux']),
  /** The language of the system, reduced to those we speak. */
  systemLanguage: z.enum(['fr', 'en']),
  /** The platform can say who sits there (Touch ID), so that the lock opens without the password. */
  platformUnlock: z.boolean(),
  runtime: z.object({ electron: z.string(), chrome: z.string(), node: z.string() }),
});
export type AppInfo = z.infer<typeof appInfoSchema>;

/** What the application menu and notifications can ask the shell to show. */
export const goToSchema = z.enum([
  'home',
  'exams',
  'professionals',
  'preferences',
  'help',
  'shortcuts',
  'about',
]);
export type GoTo = z.infer<typeof goToSchema>;
