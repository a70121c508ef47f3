import type { Orientation, Vector3 } from '../dicom/types.ts';

/** What ordering needs of an image: an instance before its bytes are there, or one frame of an instance. */
export interface Placed {
  readonly position: Vector3 | null;
  readonly orientation: Orientation | null;
  /** Instance number or frame number; null sorts last. */
  readonly number: number | null;
}

const normalOf = ([a, b, c, d, e, f]: Orientation): Vector3 => [b * f - c * e, c * d - a * f, a * e - b * d];

const dot = (a: Vector3, b: Vector3): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];

const parallel = (a: Orientation, b: Orientation): boolean =>
  a.every((value, index) => Math.abs(value - (b[index] ?? 0)) < 0.02);

const byNumber = (a: Placed, b: Placed): number => (a.number ?? Infinity) - (b.number ?? Infinity) || 0;

interface Slice<T> {
  readonly item: T;
  readonly at: number;
}

/** Positive where counting up goes along the normal, so that a sorted stack keeps the direction of the numbers. */
const agreement = (slices: readonly Slice<Placed>[]): number => {
  const numbered = slices.flatMap(({ item, at }) =>
    item.number === null ? [] : [{ number: item.number, at }],
  );
  const meanNumber = numbered.reduce((sum, { number }) => sum + number, 0) / numbered.length;
  const meanAt = numbered.reduce((sum, { at }) => sum + at, 0) / numbered.length;
  return numbered.reduce((sum, { number, at }) => sum + (number - meanNumber) * (at - meanAt), 0);
};

/** Slices of one orientation, by position; several at one position (phases, echoes) become stacks one after another. */
const sortGroup = <T extends Placed>(items: readonly T[], normal: Vector3): T[] => {
  const slices = items.map((item): Slice<T> => ({
    item,
    at: item.position === null ? 0 : dot(item.position, normal),
  }));
  const sense = agreement(slices) < 0 ? -1 : 1;
  slices.sort((a, b) => sense * (a.at - b.at));
  const places: Slice<T>[][] = [];
  for (const slice of slices) {
    const place = places.at(-1);
    const [first] = place ?? [];
    if (place !== undefined && first !== undefined && Math.abs(slice.at - first.at) < 0.01) place.push(slice);
    else places.push([slice]);
  }
  for (const place of places) place.sort((a, b) => byNumber(a.item, b.item));
  const deepest = places.reduce((most, place) => Math.max(most, place.length), 0);
  return Array.from({ length: deepest }, (_, layer) =>
    places.flatMap((place) => (place[layer] === undefined ? [] : [place[layer].item])),
  ).flat();
};

/**
 * Images in the order of a stack: by position along the normal where all have one (numbers are often wrong), in the
 * direction in which the numbers run; by number otherwise. Different orientations (a localiser's) stay apart.
 */
export const sortImages = <T extends Placed>(items: readonly T[]): T[] => {
  const inOrder = [...items].sort(byNumber);
  const groups: { orientation: Orientation; items: T[] }[] = [];
  for (const item of inOrder) {
    const { orientation, position } = item;
    if (orientation === null || position === null) return inOrder;
    const group = groups.find((known) => parallel(known.orientation, orientation));
    if (group === undefined) groups.push({ orientation, items: [item] });
    else group.items.push(item);
  }
  // A rotating acquisition turns with every image: there is no stack to sort.
  if (groups.length > 3 && groups.length > items.length / 2) return inOrder;
  return groups.flatMap((group) => sortGroup(group.items, normalOf(group.orientation)));
};
