import { z } from 'zod';
import type { Exam } from '../../src-shared/domain/exam.ts';
import type { LibraryEntry } from '../../src-shared/domain/library.ts';
import { errorCodeSchema } from '../../src-shared/errors.ts';

/**
 * A person's wish to keep an exam, and how far it has come. One sealed file each, written durably. It holds no more of
 * the exam than is needed to fetch it, so that it outlives changes to what an exam is.
 */
export const keepRecordSchema = z.object({
  exam: z.object({
    id: z.string(),
    studyInstanceUid: z.string(),
    instanceCount: z.number().int().nonnegative(),
    reportIds: z.array(z.string()),
  }),
  /** Milliseconds since 1970; exams are downloaded in this order. */
  wantedAt: z.number(),
  /** `removing`: being erased; the next start goes on with it. */
  state: z.enum(['keeping', 'kept', 'failed', 'removing']),
  /** As sealed, on the disk. */
  bytes: z.number().int().nonnegative(),
  instancesDone: z.number().int().nonnegative(),
  instancesTotal: z.number().int().nonnegative(),
  error: errorCodeSchema.nullable(),
});
export type KeepRecord = z.infer<typeof keepRecordSchema>;

export const newKeep = (exam: Exam, wantedAt: number): KeepRecord => ({
  exam: {
    id: exam.id,
    studyInstanceUid: exam.studyInstanceUid,
    instanceCount: exam.instanceCount,
    reportIds: exam.reports.map(({ id }) => id),
  },
  wantedAt,
  state: 'keeping',
  bytes: 0,
  instancesDone: 0,
  instancesTotal: exam.instanceCount,
  error: null,
});

/** Null for an exam that is on its way out. */
export function entryOf(record: KeepRecord, isPaused: boolean): LibraryEntry | null {
  if (record.state === 'removing') return null;
  const { exam, bytes, instancesDone, instancesTotal, error } = record;
  const state = record.state === 'keeping' && isPaused ? 'paused' : record.state;
  return { examId: exam.id, state, bytes, instancesDone, instancesTotal, ...(error && { error }) };
}
