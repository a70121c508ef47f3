import { z } from 'zod';
import { errorCodeSchema } from '../errors.ts';

const count = z.number().int().nonnegative();

/** How much of an exam lies on this computer, in the encrypted library. */
export const libraryEntrySchema = z.object({
  examId: z.string(),
  /**
   * `kept`: every instance and report is here and pinned. `keeping`: being downloaded. `queued`: others go first.
   * `held`: the person stopped it for now. `paused`: waits for the network.
   */
  state: z.enum(['keeping', 'queued', 'held', 'paused', 'kept', 'failed']),
  bytes: count,
  /** What it will be, as the portal says. */
  bytesTotal: count,
  instancesDone: count,
  instancesTotal: count,
  /** Images that the establishment itself has only damaged. */
  refused: count,
  /** Why it waits or failed. */
  error: errorCodeSchema.optional(),
  /** With `disk-full`: how much is missing. */
  missingBytes: count.optional(),
});
export type LibraryEntry = z.infer<typeof libraryEntrySchema>;

/** What the library does now. */
export const libraryStatusSchema = z.object({
  /** The person stopped all downloads for now. */
  held: z.boolean(),
  /** Downloads that are not at their end, all together; null where there is none. */
  downloading: z
    .object({
      exams: count,
      bytes: count,
      bytesTotal: count,
      instancesDone: count,
      instancesTotal: count,
      /** For the network, or for a portal that asks for a pause. */
      waiting: z.boolean(),
      /** Null while nothing arrives. */
      bytesPerSecond: z.number().nonnegative().nullable(),
      secondsLeft: z.number().nonnegative().nullable(),
    })
    .nullable(),
});
export type LibraryStatus = z.infer<typeof libraryStatusSchema>;

/** What takes how much on this computer. */
export const libraryUsageSchema = z.object({
  /** Exams that are kept or on their way. */
  kept: count,
  /** Exams that were only looked at, the last used first; `examId` is null for those that no list names. */
  cached: z.array(z.object({ examId: z.string().nullable(), bytes: count, usedAt: z.number() })),
  cacheLimit: count,
  /** Of the disk. */
  free: count,
  total: count,
});
export type LibraryUsage = z.infer<typeof libraryUsageSchema>;

/** What a start found and mended. */
export const libraryRepairsSchema = z.object({
  /** The last run did not end by itself. */
  interrupted: z.boolean(),
  /** Files that were not whole, and are gone. */
  unfinished: count,
  /** Large images whose beginning is here and that go on from there. */
  continued: count,
  /** Exams whose download goes on. */
  resumed: count,
  /** Exams whose removal was brought to its end. */
  removed: count,
  /** Files that were damaged on the disk, and are fetched again where they are kept. */
  damaged: count,
});
export type LibraryRepairs = z.infer<typeof libraryRepairsSchema>;
