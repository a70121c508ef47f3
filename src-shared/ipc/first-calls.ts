import { z } from 'zod';
import { invitationSchema } from '../domain/invitation.ts';
import { discoveredSchema } from '../domain/portal.ts';
import { preferencesSchema } from '../domain/preferences.ts';
import { knownAccountSchema, sessionStateSchema } from '../domain/session.ts';
import { both, call, nothing, shell } from './define.ts';
import { appInfoSchema } from './schemas/app.ts';
import { beginningSchema } from './schemas/beginning.ts';
import { discoverInputSchema } from './schemas/session.ts';

/**
 * The lines of the table that the first page asks before it draws, and right after for what changed meanwhile. Apart from the
 * others: making the schemas of all of them takes longer than to answer these.
 */
export const firstCalls = {
  /** All that the first page is drawn with, in one answer. */
  'app.begin': call(shell, nothing, beginningSchema),
  'app.info': call(both, nothing, appInfoSchema),
  'preferences.get': call(both, nothing, preferencesSchema),
  'session.state': call(both, nothing, sessionStateSchema),
  /** A portal that cannot be reached is answered from memory where somebody of this computer has an account there. */
  'session.discover': call(shell, discoverInputSchema, discoveredSchema),
  'session.knownAccounts': call(shell, nothing, z.array(knownAccountSchema)),
  /** The link that was followed, or how the visit ended; null where there is nothing to say. */
  'guest.invitation': call(shell, nothing, invitationSchema.nullable()),
} as const;

export type FirstCallName = keyof typeof firstCalls;

// An own-property check: a name such as `constructor` must not pass.
export const isFirstCallName = (name: string): name is FirstCallName => Object.hasOwn(firstCalls, name);
