import type { Exam } from '../../../../src-shared/domain/exam.ts';
import type { Series } from '../../../../src-shared/domain/series.ts';
import { hasImages } from '../words.ts';

interface Priors {
  /** Of the same kind, those nearest in time first: what one compares with. */
  readonly alike: readonly Exam[];
  readonly others: readonly Exam[];
}

const overlaps = (one: readonly string[], other: readonly string[]): boolean =>
  one.some((each) => other.includes(each));

/** A patient's other exams, those first that say most beside `exam`. */
export const priorsOf = (exam: Exam, all: readonly Exam[]): Priors => {
  const away = ({ date }: Exam): number => Math.abs(Date.parse(date) - Date.parse(exam.date));
  const isAlike = (each: Exam): boolean => overlaps(each.modalities, exam.modalities);
  return {
    alike: all.filter(isAlike).sort((a, b) => away(a) - away(b)),
    others: all.filter((each) => !isAlike(each)),
  };
};

const wordsOf = ({ description }: Series): Set<string> =>
  new Set(
    description
      .toLowerCase()
      .split(/[^\p{L}\p{N}]+/u)
      .filter((word) => word !== ''),
  );

/** How many of their words two series have in common, as a part of all. */
const inCommon = (a: Set<string>, b: Set<string>): number => {
  const both = [...a].filter((word) => b.has(word)).length;
  return both === 0 ? 0 : both / (a.size + b.size - both);
};

/** The series of another exam to put beside one: of its modality, called alike, with about as many images. */
export const mostAlike = (shown: Series | undefined, all: readonly Series[]): Series | undefined => {
  const stacks = all.filter((each) => each.instanceCount > 1);
  if (shown === undefined) return stacks[0] ?? all[0];
  const words = wordsOf(shown);
  const likeness = (each: Series): number => {
    const [few, many] = [each.instanceCount, shown.instanceCount].sort((a, b) => a - b);
    return 2 * inCommon(words, wordsOf(each)) + (few ?? 0) / Math.max(1, many ?? 1);
  };
  const same = all.filter((each) => each.modality === shown.modality && hasImages(each));
  const [best] = [...same].sort((a, b) => likeness(b) - likeness(a));
  return best ?? stacks[0] ?? all[0];
};
