import { z } from 'zod';
import { appErrorSchema } from '../errors.ts';
import { uidSchema } from '../domain/series.ts';

// The byte channel: a MessagePort between a viewer window and the library process (docs/decisions/ says why not calls).

/** Where an instance is to be found (PS3.18 §10.4: study, series, instance). */
export const instanceRefSchema = z.strictObject({
  examId: z.string().min(1).max(128),
  studyInstanceUid: uidSchema,
  seriesInstanceUid: uidSchema,
  sopInstanceUid: uidSchema,
});
export type InstanceRef = z.infer<typeof instanceRefSchema>;

const requestId = z.number().int().nonnegative();
/** 0 is what the person looks at now; higher numbers wait. */
const priority = z.number().int().min(0).max(1_000_000);

export const byteRequestSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('get'), id: requestId, ref: instanceRefSchema, priority }),
  z.strictObject({ kind: z.literal('reprioritise'), id: requestId, priority }),
  z.strictObject({ kind: z.literal('cancel'), id: requestId }),
]);
export type ByteRequest = z.infer<typeof byteRequestSchema>;

export const byteAnswerSchema = z.discriminatedUnion('kind', [
  /** One whole Part 10 instance. The buffer is an exact copy: a view would be cloned with all that lies around it. */
  z.object({ kind: z.literal('bytes'), id: requestId, bytes: z.instanceof(ArrayBuffer) }),
  z.object({ kind: z.literal('failed'), id: requestId, error: appErrorSchema }),
]);
export type ByteAnswer = z.infer<typeof byteAnswerSchema>;
