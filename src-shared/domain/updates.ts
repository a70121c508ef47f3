import { z } from 'zod';
import { appErrorSchema } from '../errors.ts';

/** Where the application stands with its own updates. */
export const updateStateSchema = z.discriminatedUnion('kind', [
  /** `managed`: who looks after this computer updates it. `build`: this build takes no updates (development, a package manager's). */
  z.object({ kind: z.literal('off'), reason: z.enum(['managed', 'build']) }),
  /** Nothing newer is known. `checkedAt`: ISO 8601 instant; null before the first look. */
  z.object({ kind: z.literal('current'), checkedAt: z.string().nullable() }),
  z.object({ kind: z.literal('checking') }),
  /** `fraction`: 0 to 1. */
  z.object({ kind: z.literal('downloading'), version: z.string(), fraction: z.number().min(0).max(1) }),
  /** Verified, on the disk; takes the place of this version when the application ends. */
  z.object({ kind: z.literal('ready'), version: z.string() }),
  z.object({ kind: z.literal('failed'), error: appErrorSchema }),
]);
export type UpdateState = z.infer<typeof updateStateSchema>;
