import type { Exam } from '../../../src-shared/domain/exam.ts';
import type { InstanceHeader, Series } from '../../../src-shared/domain/series.ts';
import { AppFailure } from '../../../src-shared/errors.ts';
import type { InstanceRef } from '../../../src-shared/ipc/byte-channel.ts';
import type { Archive } from './archive.ts';

/** One request to the archive: few enough that progress shows, and that a failure costs little. */
const batchBytes = 16 * 2 ** 20;
const batchCount = 100;
/** Read ahead of what is being sent. */
const atOnce = 4;

export interface SendSource {
  series(exam: Exam): Promise<readonly Series[]>;
  instances(
    input: Pick<InstanceRef, 'examId' | 'studyInstanceUid' | 'seriesInstanceUid'>,
  ): Promise<readonly InstanceHeader[]>;
  read(ref: InstanceRef): Promise<Uint8Array>;
}

export interface SendProgress {
  readonly done: number;
  readonly total: number;
  readonly refused: number;
}

/** Sends all of an exam's instances, in their order. What the archive will not take is counted, and the rest goes on. */
export async function sendExam(
  exam: Exam,
  source: SendSource,
  archive: Pick<Archive, 'store'>,
  options: {
    readonly signal: AbortSignal;
    readonly onProgress: (progress: SendProgress) => void;
    /** Before anything leaves this computer. */
    readonly beforeFirst: (ref: InstanceRef) => Promise<void>;
  },
): Promise<SendProgress> {
  const { signal, onProgress, beforeFirst } = options;
  const refs = await refsOf(exam, source);
  if (refs[0]) await beforeFirst(refs[0]);
  let progress: SendProgress = { done: 0, total: refs.length, refused: 0 };
  onProgress(progress);
  let batch: Uint8Array[] = [];
  let bytes = 0;
  const flush = async (): Promise<void> => {
    if (batch.length === 0) return;
    const refused = await archive.store(batch, signal);
    progress = {
      ...progress,
      done: progress.done + batch.length,
      refused: progress.refused + refused,
    };
    onProgress(progress);
    batch = [];
    bytes = 0;
  };
  for await (const instance of inOrder(refs, (ref) => source.read(ref))) {
    if (signal.aborted) throw new AppFailure('cancelled', 'sending was stopped');
    if (batch.length > 0 && bytes + instance.byteLength > batchBytes) await flush();
    batch.push(instance);
    bytes += instance.byteLength;
    if (batch.length >= batchCount) await flush();
  }
  await flush();
  return progress;
}

async function refsOf(exam: Exam, source: SendSource): Promise<InstanceRef[]> {
  const refs: InstanceRef[] = [];
  const { id: examId, studyInstanceUid } = exam;
  for (const { seriesInstanceUid } of await source.series(exam)) {
    const headers = await source.instances({ examId, studyInstanceUid, seriesInstanceUid });
    for (const { sopInstanceUid } of headers)
      refs.push({ examId, studyInstanceUid, seriesInstanceUid, sopInstanceUid });
  }
  return refs;
}

/** Reads a few ahead, gives them in order. */
async function* inOrder<T, R>(items: readonly T[], read: (item: T) => Promise<R>): AsyncGenerator<R> {
  const ahead: Promise<R>[] = [];
  const more = (index: number): void => {
    const item = items[index];
    if (item === undefined) return;
    const reading = read(item);
    // Whoever waits for it hears of it; one that nobody waits for any more is no bug.
    reading.catch(() => undefined);
    ahead.push(reading);
  };
  for (let index = 0; index < Math.min(atOnce, items.length); index += 1) more(index);
  for (let index = 0; index < items.length; index += 1) {
    const next = ahead.shift();
    if (next === undefined) return;
    yield await next;
    more(index + atOnce);
  }
}
