import { z } from 'zod';

export const addressSchema = z.string().trim().min(1).max(2048);

export const discoverInputSchema = z.strictObject({ address: addressSchema });

export const signInInputSchema = z.strictObject({
  portalAddress: addressSchema,
  username: z.string().trim().min(1).max(256),
  password: z.string().min(1).max(1024),
  staySignedIn: z.boolean(),
});
export type SignInInput = z.infer<typeof signInInputSchema>;

/** Which account of this computer is meant. */
export const accountRefSchema = z.strictObject({
  portalAddress: addressSchema,
  username: z.string().min(1).max(256),
});
export type AccountRef = z.infer<typeof accountRefSchema>;
