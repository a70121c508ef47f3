import type { Exam } from '../../../src-shared/domain/exam.ts';
import { fold } from '../../ui/words/fold.ts';
import { modalitiesOf } from '../../ui/words/modality.ts';

/** The last exam before this one of the same kind and region, with images to lay beside; wherever it was made. */
export function priorOf(exam: Exam, all: readonly Exam[]): Exam | null {
  if (!exam.imagesAvailable) return null;
  const kinds = modalitiesOf(exam.modalities);
  const isPrior = (other: Exam): boolean =>
    other.id !== exam.id &&
    other.imagesAvailable &&
    Date.parse(other.date) < Date.parse(exam.date) &&
    modalitiesOf(other.modalities).some((kind) => kinds.includes(kind)) &&
    (sameRegion(exam, other) || fold(exam.label) === fold(other.label));
  return all.filter(isPrior).toSorted((a, b) => Date.parse(b.date) - Date.parse(a.date))[0] ?? null;
}

const sameRegion = (one: Exam, other: Exam): boolean =>
  one.bodyRegion !== null && other.bodyRegion !== null && fold(one.bodyRegion) === fold(other.bodyRegion);
