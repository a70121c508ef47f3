import { z } from 'zod';

export const languages = ['system', 'fr', 'en'] as const;
export const themes = ['system', 'light', 'dark'] as const;

export const preferencesSchema = z.object({
  language: z.enum(languages),
  theme: z.enum(themes),
  /** Percent of the base size, 100 to 200. */
  textSize: z.union([z.literal(100), z.literal(125), z.literal(150), z.literal(200)]),
  /** A system notification when something new arrives; it holds no health data. */
  notifications: z.boolean(),
  /** Gigabytes that exams which were looked at, and are not kept, may take on this computer. */
  cacheGigabytes: z.union([z.literal(1), z.literal(2), z.literal(4), z.literal(10), z.literal(25)]),
  /** Minutes without use before the application locks; 0 for never. */
  idleLockMinutes: z.union([z.literal(0), z.literal(5), z.literal(15), z.literal(30), z.literal(60)]),
});
export type Preferences = z.infer<typeof preferencesSchema>;
export const defaultPreferences: Preferences = {
  language: 'system',
  theme: 'system',
  textSize: 100,
  notifications: false,
  cacheGigabytes: 4,
  idleLockMinutes: 15,
};
