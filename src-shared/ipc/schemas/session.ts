import { z } from 'zod';

export const addressSchema = z.string().trim().min(1).max(2048);

export const discoverInputSchema = z.strictObject({ address: addressSchema });

export const signInInputSchema = z.strictObject({
  portalAddress: addressSchema,
  username: z.string().trim().min(1).max(256),
  password: z.string().min(1).max(1024),
  staySignedIn: z.boolean(),
  /** What is kept here is locked with the password before this one. */
  formerPassword: z.string().min(1).max(1024).optional(),
  /** Begin anew: what is locked with a password that nobody knows any more is given up. */
  giveUpLocked: z.boolean().optional(),
});
export type SignInInput = z.infer<typeof signInInputSchema>;

/** Where the portal prefers the system's browser (`portal.browserSignIn`): the application sees no password. */
export const browserSignInInputSchema = z.strictObject({
  portalAddress: addressSchema,
  staySignedIn: z.boolean(),
});

/** Which account of this computer is meant. */
export const accountRefSchema = z.strictObject({
  portalAddress: addressSchema,
  username: z.string().min(1).max(256),
});
export type AccountRef = z.infer<typeof accountRefSchema>;
