import { z } from 'zod';
import type { Exam } from '../../../src-shared/domain/exam.ts';
import type { LibraryEntry } from '../../../src-shared/domain/library.ts';
import { errorCodeSchema } from '../../../src-shared/errors.ts';

/**
 * A person's wish to keep an exam, and how far it has come. One sealed file each, written durably. It holds no more of
 * the exam than is needed to fetch it, so that it outlives changes to what an exam is. What a later version added has a
 * default: a record of an older one stays good.
 */
export const keepRecordSchema = z.object({
  exam: z.object({
    id: z.string(),
    studyInstanceUid: z.string(),
    instanceCount: z.number().int().nonnegative(),
    reportIds: z.array(z.string()),
    /** As the portal says. */
    bytes: z.number().int().nonnegative().default(0),
  }),
  /** Milliseconds since 1970. */
  wantedAt: z.number(),
  /** Exams are downloaded in this order; what is looked at goes before all others. */
  order: z.number().default(0),
  /** The person stopped it for now. */
  held: z.boolean().default(false),
  /** `removing`: being erased; the next start goes on with it. */
  state: z.enum(['keeping', 'kept', 'failed', 'removing']),
  /** As sealed, on the disk. */
  bytes: z.number().int().nonnegative(),
  instancesDone: z.number().int().nonnegative(),
  instancesTotal: z.number().int().nonnegative(),
  /** Instances that are damaged at their source. */
  refused: z.number().int().nonnegative().default(0),
  error: errorCodeSchema.nullable(),
  missingBytes: z.number().int().nonnegative().nullable().default(null),
});
export type KeepRecord = z.infer<typeof keepRecordSchema>;

export const newKeep = (exam: Exam, wantedAt: number): KeepRecord => ({
  exam: {
    id: exam.id,
    studyInstanceUid: exam.studyInstanceUid,
    instanceCount: exam.instanceCount,
    reportIds: exam.reports.map(({ id }) => id),
    bytes: exam.bytes,
  },
  wantedAt,
  order: wantedAt,
  held: false,
  state: 'keeping',
  bytes: 0,
  instancesDone: 0,
  instancesTotal: exam.instanceCount,
  refused: 0,
  error: null,
  missingBytes: null,
});

/** Null for an exam that is on its way out. */
export function entryOf(record: KeepRecord, waits: 'held' | 'paused' | 'queued' | null): LibraryEntry | null {
  if (record.state === 'removing') return null;
  const { exam, bytes, instancesDone, instancesTotal, refused, error, missingBytes } = record;
  return {
    examId: exam.id,
    state: record.state === 'keeping' ? (waits ?? 'keeping') : record.state,
    bytes,
    bytesTotal: record.state === 'kept' ? bytes : Math.max(bytes, exam.bytes),
    instancesDone,
    instancesTotal,
    refused,
    ...(error && { error }),
    ...(missingBytes !== null && { missingBytes }),
  };
}
