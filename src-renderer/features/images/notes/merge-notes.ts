import { type ExamNotes, sameImage } from '../../../../src-shared/domain/notes.ts';

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

interface Versions<T> {
  readonly base: readonly T[];
  readonly mine: readonly T[];
  readonly theirs: readonly T[];
}

/** What another window wrote, with what was changed, added or removed here since both knew the same. */
const merged = <T>({ base, mine, theirs }: Versions<T>, isOne: (a: T, b: T) => boolean): T[] => {
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
