import { z } from 'zod';

/** What a link that the person followed leads to, before anything of it is shown; or how their visit as a guest ended. */
export const invitationSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('share'),
    /** Another number for each link that is followed: nothing of one invitation is left in the next. */
    link: z.int(),
    /** Origin of the portal that the link names. */
    portalAddress: z.string(),
    /** This computer was at that portal before; another is shown and confirmed before it is asked for anything. */
    isKnown: z.boolean(),
    /** The visit ended because nobody was there: the code opens it again. */
    again: z.boolean(),
  }),
  z.object({ kind: z.literal('broken') }),
  z.object({ kind: z.literal('over'), end: z.enum(['expired', 'stopped']) }),
]);
export type Invitation = z.infer<typeof invitationSchema>;
