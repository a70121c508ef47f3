import { AppFailure } from '../../../src-shared/errors.ts';
import type { InstanceRef } from '../../../src-shared/ipc/byte-channel.ts';
import type { Images } from '../fetching/images.ts';
import type { KeepRecord } from './keep-record.ts';
import { instanceKey, reportKey, type ItemKey } from '../store/names.ts';
import type { Store } from '../store/store.ts';
import type { Studies } from '../study.ts';

export interface DownloadOptions {
  readonly store: Store;
  readonly images: Images;
  readonly studies: Studies;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
}

export interface Progress {
  readonly bytes: number;
  readonly instancesDone: number;
  readonly instancesTotal: number;
  /** What the source has only damaged, or has no more. */
  readonly refused: number;
}

interface Part {
  readonly key: ItemKey;
  readonly isInstance: boolean;
  /** Answers its size in the store. */
  readonly fetch: (priority: number) => Promise<number>;
}

/** Asked for at one time: what the fetcher takes, and what the disk makes durable meanwhile, so that neither waits for us. */
const AT_ONCE = 24;
/** After everything that a person waits for. */
const PRIORITY = 900_000;
/** What is given up of the cache when the disk is full. */
const ROOM = 256 * 2 ** 20;
const FLUSHED_TOGETHER = 64;
/** How much is written between two looks at the space that is left. */
const LOOK_EVERY = 64 * 2 ** 20;

/**
 * Brings all of an exam here: whatever is here already is not fetched again. Resolves with what lies here when every
 * instance and report is on the disk, durably. Rejects with the first failure that no other part mends. A single
 * instance that is damaged at its source does not keep the others from coming: there is no better one to be had.
 */
export async function downloadExam(exam: KeepRecord['exam'], options: DownloadOptions): Promise<Progress> {
  const { store, signal, onProgress } = options;
  await store.exams.pin(exam.id);
  const parts = await partsOf(exam, options);
  const instancesTotal = parts.filter(({ isInstance }) => isInstance).length;
  let progress: Progress = { bytes: 0, instancesDone: 0, instancesTotal, refused: 0 };
  const count = (part: Part, bytes: number): void => {
    const instancesDone = progress.instancesDone + Number(part.isInstance);
    progress = { ...progress, bytes: progress.bytes + bytes, instancesDone };
    onProgress(progress);
  };

  // Behind the download, not in its way; how it ends is looked at in the end.
  const flushed = (part: Part): Promise<void> => {
    const flush = store.flush(part.key);
    flush.catch(() => undefined);
    return flush;
  };
  const missing: Part[] = [];
  const durable: Promise<void>[] = [];
  // Many at one time: the disk then commits its journal once for all of them.
  let unflushed: Part[] = [];
  const flushTogether = (part: Part | null): void => {
    if (part) unflushed.push(part);
    if (part && unflushed.length < FLUSHED_TOGETHER) return;
    durable.push(...unflushed.map(flushed));
    unflushed = [];
  };
  const lies = await store.lying(exam.id);
  for (const part of parts) {
    const bytes = lies(part.key) ? await store.sizeOf(part.key) : null;
    if (bytes === null) {
      missing.push(part);
      continue;
    }
    flushTogether(part);
    count(part, bytes);
  }
  await assertRoom(store, exam.bytes - progress.bytes);
  let looked = progress.bytes;
  const refused = new Map<Part, AppFailure>();
  let stopped = false;
  const work = async (): Promise<void> => {
    for (let part = missing.shift(); part; part = missing.shift()) {
      if (signal.aborted) throw new AppFailure('cancelled', 'no longer wanted');
      if (stopped) return;
      try {
        // Somebody who looks at the exam meanwhile may have brought it.
        const here = lies(part.key) ? await store.sizeOf(part.key) : null;
        const bytes = here ?? (await withRoom(store, part));
        flushTogether(part);
        count(part, bytes);
        if (progress.bytes - looked > LOOK_EVERY) {
          looked = progress.bytes;
          await assertRoom(store, 0);
        }
      } catch (error) {
        if (!(error instanceof AppFailure) || !concernsOneItem.has(error.error.code)) {
          stopped = true;
          throw error;
        }
        refused.set(part, error);
      }
    }
  };
  // All of it has come to its end when this fails: whoever tries again meets nobody.
  const ends = await Promise.allSettled(Array.from({ length: AT_ONCE }, work));
  flushTogether(null);
  const flushes = await Promise.allSettled(durable);
  const failed = [...ends, ...flushes].find(({ status }) => status === 'rejected');
  if (failed?.status === 'rejected') throw failed.reason;
  const [first] = refused.values();
  // A damaged image among others is one thing, an exam of which nothing comes another.
  if (first && progress.instancesDone === 0) throw first;

  // What was on its way into the cache while the exam was being pinned moves over now.
  await store.exams.pin(exam.id);
  await store.exams.flushPinned(exam.id);
  const stayed = await store.lying(exam.id);
  if (parts.some((part) => !refused.has(part) && !stayed(part.key)))
    throw new AppFailure('disk-error', 'a file is gone again');
  return { ...progress, refused: refused.size };
}

/** Fails with `disk-full` and how much is missing, where not even the cache's place would be enough. */
async function assertRoom(store: Store, bytes: number): Promise<void> {
  const missing = Math.max(0, bytes) - (await store.space()).spare;
  if (missing <= 0) return;
  await store.giveBack(missing);
  const still = Math.ceil(Math.max(0, bytes) - (await store.space()).spare);
  if (still > 0) throw new AppFailure('disk-full', 'not enough space for an exam', { missingBytes: still });
}

const concernsOneItem = new Set(['instance-not-dicom', 'instance-damaged', 'report-damaged', 'not-found']);

async function withRoom(store: Store, part: Part): Promise<number> {
  try {
    return await part.fetch(PRIORITY);
  } catch (error) {
    const full = error instanceof AppFailure && error.error.code === 'disk-full';
    if (!full || (await store.giveBack(ROOM)) === 0) throw error;
    return part.fetch(PRIORITY);
  }
}

async function partsOf(exam: KeepRecord['exam'], options: DownloadOptions): Promise<Part[]> {
  const { images, studies, signal } = options;
  const wish = (priority: number) => ({ priority, purpose: 'download', signal }) as const;
  const parts: Part[] = exam.reportIds.map((reportId) => ({
    key: reportKey(exam.id, reportId),
    isInstance: false,
    fetch: (priority) => images.fetchReport(exam.id, reportId, wish(priority)),
  }));
  for (const { seriesInstanceUid } of await studies.series(exam)) {
    for (const { sopInstanceUid } of await studies.instances(
      exam.id,
      exam.studyInstanceUid,
      seriesInstanceUid,
    )) {
      const { id: examId, studyInstanceUid } = exam;
      const ref: InstanceRef = { examId, studyInstanceUid, seriesInstanceUid, sopInstanceUid };
      parts.push({
        key: instanceKey(examId, sopInstanceUid),
        isInstance: true,
        fetch: (priority) => images.fetch(ref, wish(priority)),
      });
    }
  }
  return parts;
}
