import type { Series } from '../../../src-shared/domain/series.ts';
import type { OpenViewerInput } from '../../../src-shared/ipc/schemas/exams.ts';
import type { ImageReference } from './image-references.ts';

export type ImageTarget = NonNullable<OpenViewerInput['at']>;

/**
 * The image that a report names, among the exam's series. Null where it could be more than one or none: a link that
 * shows another image than the one meant is worse than no link.
 */
export function targetOf(reference: ImageReference, series: readonly Series[]): ImageTarget | null {
  const candidates =
    reference.series === null ? series : series.filter(({ number }) => number === reference.series);
  const [only] = candidates;
  if (candidates.length !== 1 || !only || only.instanceCount === 0) return null;
  return { seriesInstanceUid: only.seriesInstanceUid, image: reference.image };
}
