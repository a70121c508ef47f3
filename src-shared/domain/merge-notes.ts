import { type ExamNotes, sameImage } from './notes.ts';

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

interface Versions<T> {
  readonly base: readonly T[];
  readonly mine: readonly T[];
  readonly theirs: readonly T[];
}

/** Theirs, with what was changed, added or removed in mine since the base. */
const merged = <T>({ base, mine, theirs }: Versions<T>, isOne: (a: T, b: T) => boolean): T[] => {
  // Nobody else did anything: mine keeps its order too.
  if (same(base, theirs)) return [...mine];
  const find = (list: readonly T[], one: T): T | undefined => list.find((each) => isOne(each, one));
  const touched = (one: T): boolean => !same(find(base, one), find(mine, one));
  const kept = theirs.flatMap((one) => {
    if (!touched(one)) return [one];
    const own = find(mine, one);
    return own === undefined ? [] : [own];
  });
  return [...kept, ...mine.filter((one) => touched(one) && find(theirs, one) === undefined)];
};

export const mergedNotes = (base: ExamNotes, mine: ExamNotes, theirs: ExamNotes): ExamNotes => ({
  annotations: merged(
    { base: base.annotations, mine: mine.annotations, theirs: theirs.annotations },
    (a, b) => a.id === b.id,
  ),
  keyImages: merged({ base: base.keyImages, mine: mine.keyImages, theirs: theirs.keyImages }, sameImage),
});

export const sameNotes = (a: ExamNotes, b: ExamNotes): boolean => same(a, b);
