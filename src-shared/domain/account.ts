import { z } from 'zod';

export const accountKinds = ['patient', 'professional', 'guest', 'administrator'] as const;

export type AccountKind = (typeof accountKinds)[number];

/** What a guest may see: by whom, until when, and what that person wrote to them. */
export const guestShareSchema = z.object({
  id: z.string(),
  sharedBy: z.string(),
  /** ISO 8601 instant with offset. */
  endsAt: z.string(),
  message: z.string().nullable(),
  includeReports: z.boolean(),
});

export const accountSchema = z.object({
  id: z.string(),
  kind: z.enum(accountKinds),
  username: z.string(),
  /** As the person is greeted, e.g. « Madame Martin »; for the sidebar and the home page. */
  displayName: z.string(),
  email: z.string().nullable(),
  /** Of a guest. */
  share: guestShareSchema.optional(),
});
export type Account = z.infer<typeof accountSchema>;

/** What the personal space shows of oneself. */
export const accountDetailsSchema = accountSchema.extend({
  telephone: z.string().nullable(),
  birthDate: z.string().nullable(),
  createdAt: z.string(),
  /** The sign-in before this one. */
  lastSignInAt: z.string().nullable(),
});
export type AccountDetails = z.infer<typeof accountDetailsSchema>;

/** A device on which this account is signed in. */
export const deviceSessionSchema = z.object({
  id: z.string(),
  device: z.string(),
  createdAt: z.string(),
  lastUsedAt: z.string(),
  current: z.boolean(),
});
export type DeviceSession = z.infer<typeof deviceSessionSchema>;

export const passwordRejections = [
  'too-short',
  'too-long',
  'too-common',
  'contains-username',
  'same-as-current',
] as const;
