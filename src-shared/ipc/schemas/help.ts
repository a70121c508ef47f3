import { z } from 'zod';

/** What may leave the application for another program. Main builds the address; a page never hands one over. */
export const linkSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('support-mail') }),
  z.strictObject({ kind: z.literal('telephone'), number: z.string().regex(/^\+?[\d\s().-]{3,30}$/) }),
  z.strictObject({ kind: z.literal('map'), address: z.string().min(3).max(300) }),
]);
export type Link = z.infer<typeof linkSchema>;

/** A fault of a page's own code: where in our code, and nothing of what it was about. */
export const faultSchema = z.strictObject({
  name: z.string().regex(/^\w{1,60}$/),
  at: z.array(z.string().max(200)).max(8),
});
export type Fault = z.infer<typeof faultSchema>;

export const copyInputSchema = z.strictObject({ text: z.string().min(1).max(200_000) });
/** Plain text without health data, which the person reads before sending. */
export const diagnosticSchema = z.object({ text: z.string() });
export const licencesSchema = z.object({ text: z.string() });
