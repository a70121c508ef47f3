import { z } from 'zod';

/** What the person is asked to point at: a disc, a stick or a folder; or archives and single images. */
export const chooseInputSchema = z.strictObject({ what: z.enum(['folder', 'file']) });
/** False where the person changed their mind. */
export const startedSchema = z.object({ started: z.boolean() });
export const volumeInputSchema = z.strictObject({ volumeId: z.string().min(1).max(64) });
export const passphraseInputSchema = z.strictObject({ passphrase: z.string().min(1).max(1024) });
/** Preload alone makes this call, with where the dropped files lie: a page cannot name a path. */
export const droppedInputSchema = z.strictObject({
  paths: z.array(z.string().min(1).max(8192)).min(1).max(1000),
});
