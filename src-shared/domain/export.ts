import { z } from 'zod';
import { appErrorSchema } from '../errors.ts';

/** `folder` and `zip`: as a hospital's CD; `locked-zip`: an archive that a passphrase opens. */
export const exportFormats = ['folder', 'zip', 'locked-zip'] as const;
export const exportFormatSchema = z.enum(exportFormats);
export type ExportFormat = z.infer<typeof exportFormatSchema>;

const count = z.number().int().nonnegative();

export const exportStateSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('idle') }),
  z.object({ kind: z.literal('running'), examLabel: z.string(), done: count, total: count }),
  z.object({
    kind: z.literal('done'),
    examLabel: z.string(),
    /** What the folder or archive is called. */
    name: z.string(),
    files: count,
    /** Objects that could not be had: damaged, or no longer at the portal. */
    missing: count,
    /** Left out so that no name goes with them: documents, and pictures that say that a name is written in them. */
    withheld: count,
  }),
  z.object({ kind: z.literal('failed'), examLabel: z.string(), error: appErrorSchema }),
]);
export type ExportState = z.infer<typeof exportStateSchema>;
