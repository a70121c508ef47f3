import { z } from 'zod';
import { invitationSchema } from '../../domain/invitation.ts';
import { portalSchema } from '../../domain/portal.ts';
import { preferencesSchema } from '../../domain/preferences.ts';
import { knownAccountSchema, sessionStateSchema } from '../../domain/session.ts';
import { appInfoSchema } from './app.ts';

/** What the first page is drawn with. */
export const beginningSchema = z.object({
  info: appInfoSchema,
  preferences: preferencesSchema,
  session: sessionStateSchema,
  knownAccounts: z.array(knownAccountSchema),
  /** What the sign-in page's portal said the last time that this computer asked it; null where it never did. */
  portal: portalSchema.nullable(),
  invitation: invitationSchema.nullable(),
});
export type Beginning = z.infer<typeof beginningSchema>;
