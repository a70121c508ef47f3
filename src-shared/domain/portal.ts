import { z } from 'zod';

/** What a portal says of itself at `/.well-known/emage-portal`, as the client uses it. */
export const portalSchema = z.object({
  /** Origin with scheme, without a trailing slash: `https://e-mage.org`. */
  address: z.string(),
  name: z.string(),
  operator: z.string(),
  support: z.object({ email: z.string(), telephone: z.string().nullable() }),
  passwordMinLength: z.number().int().positive(),
  lockout: z.object({ attempts: z.number().int().positive(), seconds: z.number().int().positive() }),
  sharing: z.object({
    durationsDays: z.array(z.number().int().positive()),
    maxExams: z.number().int().positive(),
    messageMaxLength: z.number().int().nonnegative(),
  }),
  /** The portal prefers the system browser for signing in (RFC 8252). */
  browserSignIn: z.boolean(),
  features: z.array(z.string()),
});
export type Portal = z.infer<typeof portalSchema>;

/** `unreachable`: it does not answer, and this is what it said when it last did. */
export const discoveredSchema = portalSchema.extend({ unreachable: z.boolean().optional() });
export type DiscoveredPortal = z.infer<typeof discoveredSchema>;
