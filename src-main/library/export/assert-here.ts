import type { Exam } from '../../../src-shared/domain/exam.ts';
import { AppFailure } from '../../../src-shared/errors.ts';
import type { Shelf } from '../shelf.ts';
import { instanceKey, reportKey } from '../store/names.ts';

/** Fails with `offline-not-kept` where some of an exam would have to be asked for. */
export async function assertHere(
  { store, studies }: Pick<Shelf, 'store' | 'studies'>,
  exam: Exam,
  reportIds: readonly string[],
): Promise<void> {
  const keys = reportIds.map((id) => reportKey(exam.id, id));
  for (const { seriesInstanceUid } of await studies.series(exam)) {
    const instances = await studies.instances(exam.id, exam.studyInstanceUid, seriesInstanceUid);
    keys.push(...instances.map(({ sopInstanceUid }) => instanceKey(exam.id, sopInstanceUid)));
  }
  for (const key of keys)
    if ((await store.sizeOf(key)) === null)
      throw new AppFailure('offline-not-kept', 'not all of the exam is here, and there is no network');
}
