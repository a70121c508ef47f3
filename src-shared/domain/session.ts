import { z } from 'zod';
import { accountSchema } from './account.ts';
import { portalSchema } from './portal.ts';

/** Whether this computer keeps the session: not asked, in the keychain, or asked for and refused. */
export const remembranceSchema = z.enum(['not-asked', 'keychain', 'keychain-unavailable']);

export const sessionStateSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('signed-out'),
    /** Prefills the sign-in page. */
    portalAddress: z.string(),
    username: z.string().nullable(),
    /** Why the person sees the sign-in page although they were signed in. */
    reason: z.enum(['start', 'signed-out', 'session-ended']),
  }),
  z.object({
    kind: z.literal('signed-in'),
    portal: portalSchema,
    account: accountSchema,
    remembered: remembranceSchema,
    online: z.boolean(),
  }),
]);
export type SessionState = z.infer<typeof sessionStateSchema>;
