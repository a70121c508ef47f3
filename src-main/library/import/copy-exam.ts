import type { Imported } from '../../../src-shared/domain/import.ts';
import type { AppFailure } from '../../../src-shared/errors.ts';
import type { LocalLibrary } from '../local-library.ts';
import { diskFailure } from '../store/disk.ts';
import { instanceKey, type ItemKey } from '../store/names.ts';
import type { Store } from '../store/store.ts';
import { contentsOf, examOf, merged, type Contents, type Draft, type DraftInstance } from './drafts.ts';
import { keepReports } from './keep-reports.ts';
import type { LeftOutList } from './left-out.ts';
import { stopIf } from './scan.ts';
import { sealInstance } from './seal-instance.ts';

export interface CopyProgress {
  readonly objects: number;
  readonly bytes: number;
}

export interface CopyOptions {
  readonly library: LocalLibrary;
  readonly leftOut: LeftOutList;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: CopyProgress) => void;
}

/** Read at one time: a disk has the next ready while one is being sealed. More would only fill the memory. */
const AT_ONCE = 4;
const SCRATCH_BYTES = 2 * 2 ** 20;
/** Written and not yet flushed: as many as a disk makes durable in one go, and more. */
const MOST_UNFLUSHED = 32;

/**
 * Copies an exam into the library, and lists it there when all of it is on the disk. Null where none of it could be
 * read. Rejects with `AppFailure`; what it had added to an exam that was there before is taken back then.
 */
export async function copyExam(draft: Draft, options: CopyOptions): Promise<Imported | null> {
  const { library, onProgress } = options;
  const { store } = library.shelf;
  const before = await contentsBefore(library, draft);
  const known = new Map(
    before.flatMap(({ instances }) => instances.map((each) => [each.sopInstanceUid, each] as const)),
  );
  const waiting: Waiting[] = [];
  let alreadyHere = 0;
  const isHere = (): void => void (alreadyHere += 1);
  for (const { instances } of draft.series.values()) {
    for (const [uid, instance] of instances) {
      const forget = (): void => {
        instances.delete(uid);
        draft.bytes -= instance.files[0].file.size;
      };
      const here = known.get(uid);
      if (here && here.isIncomplete !== true) {
        forget();
        isHere();
        onProgress({ objects: 1, bytes: instance.files[0].file.size });
      } else {
        waiting.push({ uid, instance, forget, isHere: here ? isHere : null });
      }
    }
  }

  const written: ItemKey[] = [];
  try {
    await copyAll(waiting, { ...options, store, examId: draft.examId, written });
    const added = contentsOf(draft);
    const addedCount = added.reduce((sum, { instances }) => sum + instances.length, 0);
    const contents = merged(before, added);
    if (contents.length === 0) {
      await library.remove(draft.examId);
      return null;
    }
    const there = library.find(draft.examId)?.exam;
    const reports = await keepReports(store, draft.examId, added, (key) => written.push(key));
    if (addedCount === 0) return there ? { exam: there, added: 0, known: alreadyHere } : null;
    // One that was damaged here came in anew.
    const stay = (there?.reports ?? []).filter(({ id }) => !reports.some((report) => report.id === id));
    const exam = examOf(draft, contents, draft.bytes, [...stay, ...reports]);
    const listed = await library.put(exam, contents);
    return { exam: listed.exam, added: addedCount, known: alreadyHere };
  } catch (error) {
    for (const key of written) await store.remove(key).catch(() => undefined);
    throw error;
  }
}

/** What lies here of it: what was found damaged and is gone comes in again with the disc. */
async function contentsBefore(library: LocalLibrary, draft: Draft): Promise<Contents[]> {
  const there = library.find(draft.examId);
  if (!there) return [];
  const { store, studies } = library.shelf;
  const contents: Contents[] = [];
  for (const series of await studies.series(there.exam)) {
    const { seriesInstanceUid } = series;
    const instances = await studies.instances(draft.examId, draft.studyInstanceUid, seriesInstanceUid);
    const lying = [];
    for (const instance of instances) {
      const size = await store.sizeOf(instanceKey(draft.examId, instance.sopInstanceUid));
      if (size !== null) lying.push(instance);
    }
    if (lying.length > 0)
      contents.push({ series: { ...series, instanceCount: lying.length }, instances: lying });
  }
  return contents;
}

interface Waiting {
  readonly uid: string;
  readonly instance: DraftInstance;
  readonly forget: () => void;
  /** It lies here already, without its end: only a whole one takes its place. Told where none does. */
  readonly isHere: (() => void) | null;
}

interface CopyAllOptions extends CopyOptions {
  readonly store: Store;
  readonly examId: string;
  readonly written: ItemKey[];
}

async function copyAll(waiting: Waiting[], options: CopyAllOptions): Promise<void> {
  const { store, examId, written, signal, leftOut, onProgress } = options;
  let stopped = false;
  // Behind the copying, not in its way.
  const unflushed = new Set<Promise<void>>();
  const failures: AppFailure[] = [];
  const keep = async (commit: Promise<unknown>): Promise<void> => {
    const kept = commit.then(
      () => undefined,
      (error: unknown) => void failures.push(diskFailure(error, 'copying a file')),
    );
    unflushed.add(kept);
    void kept.finally(() => unflushed.delete(kept));
    if (unflushed.size >= MOST_UNFLUSHED) await Promise.race(unflushed);
  };
  const worker = async (): Promise<void> => {
    const scratch = Buffer.allocUnsafeSlow(SCRATCH_BYTES);
    for (let next = waiting.shift(); next && !stopped && failures.length === 0; next = waiting.shift()) {
      stopIf(signal);
      const { uid, instance, forget, isHere } = next;
      const key = instanceKey(examId, uid);
      const writer = await sealInstance(key, instance, {
        store,
        scratch,
        signal,
        leftOut,
        takesCut: isHere === null,
      });
      if (writer) {
        // What lay here before without its end is not taken back.
        if (!isHere) written.push(key);
        await keep(store.commitItem(key, writer, true));
      } else {
        forget();
        isHere?.();
      }
      onProgress({ objects: 1, bytes: instance.files[0].file.size });
    }
  };
  const workers = Array.from({ length: AT_ONCE }, () =>
    worker().catch((error: unknown) => {
      stopped = true;
      throw error;
    }),
  );
  const ends = await Promise.allSettled(workers);
  await Promise.all(unflushed);
  const failed = ends.find((end) => end.status === 'rejected');
  if (failed) throw failed.reason;
  const [failure] = failures;
  if (failure) throw failure;
}
