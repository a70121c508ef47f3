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
    reason: z.enum(['start', 'signed-out', 'session-ended', 'account-deactivated']),
    /** Who last signed in on this computer did not want to stay signed in: it may not be theirs. */
    notToStay: z.boolean().optional(),
  }),
  z.object({
    kind: z.literal('signed-in'),
    portal: portalSchema,
    account: accountSchema,
    remembered: remembranceSchema,
    online: z.boolean(),
    /** Where not online: the portal answers, but only that it cannot serve anybody now. */
    portalIsDown: z.boolean().optional(),
  }),
  z.object({
    /** After a time without use: nothing is shown until the password is given again. */
    kind: z.literal('locked'),
    portal: portalSchema,
    account: accountSchema,
    online: z.boolean(),
    /** It was opened without the portal, which now wants to be told the password too. */
    portalIsBack: z.boolean().optional(),
  }),
]);
export type SessionState = z.infer<typeof sessionStateSchema>;

/** An account that signed in on this computer before; no secret in it. */
export const knownAccountSchema = z.object({
  portalAddress: z.string(),
  portalName: z.string(),
  username: z.string(),
  displayName: z.string(),
  /** It stays signed in: choosing it asks for no password. */
  remembered: z.boolean(),
});
export type KnownAccount = z.infer<typeof knownAccountSchema>;
