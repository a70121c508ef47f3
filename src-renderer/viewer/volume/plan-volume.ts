import type { Orientation, Vector3 } from '../dicom/types.ts';
import { columnDirection, cross, dot, length, rowDirection, scaled, subtract, unit } from './vectors.ts';

/** One image of a series as far as its place in a volume goes. */
export interface PlacedImage {
  /** Its place in the series as it is scrolled, 0-based. */
  readonly index: number;
  readonly position: Vector3 | null;
  readonly orientation: Orientation | null;
  readonly rows: number;
  readonly columns: number;
  readonly frameOfReferenceUid: string | null;
}

/** Slices at even distances, which make a volume. */
export interface VolumePart {
  /** `index` of each slice, in the order of `step`. */
  readonly slices: readonly number[];
  readonly orientation: Orientation;
  /** The middle of the first slice's first pixel. */
  readonly origin: Vector3;
  /** From one slice to the next; not at right angles to the slices where the gantry was tilted. */
  readonly step: Vector3;
  readonly rows: number;
  readonly columns: number;
  /** Degrees between the step and the slices' normal. */
  readonly tilt: number;
}

/**
 * Why a series is no volume. `no-geometry`: positions are not given, or make no sense; `too-few`: not enough slices
 * anywhere; `mixed`: images of many directions, or of several moments at some places only; `uneven`: distances
 * between slices that follow no rule.
 */
export type VolumeRefusal = 'no-geometry' | 'too-few' | 'mixed' | 'uneven';

/** Why a series became several volumes, or a volume does not hold all of it. */
export type SplitReason = 'missing-slices' | 'several-times' | 'several-directions';

export type VolumePlan =
  | { readonly ok: true; readonly parts: readonly VolumePart[]; readonly split: readonly SplitReason[] }
  | { readonly ok: false; readonly refusal: VolumeRefusal };

/** Fewer make no picture from the side. */
const FEWEST = 5;
/** Positions come rounded, some scanners' to a tenth of a millimetre. */
const ROUNDING = 0.06;
const STEEPEST_TILT = 45;

type Located = PlacedImage & { readonly position: Vector3; readonly orientation: Orientation };

const isLocated = (image: PlacedImage): image is Located => {
  if (image.position === null || image.orientation === null) return false;
  const [row, column] = [rowDirection(image.orientation), columnDirection(image.orientation)];
  const isUnit = (v: Vector3): boolean => Math.abs(length(v) - 1) < 0.01;
  return isUnit(row) && isUnit(column) && Math.abs(dot(row, column)) < 0.01;
};

const normalOf = (orientation: Orientation): Vector3 =>
  unit(cross(rowDirection(orientation), columnDirection(orientation)));

/** Half a degree apart at most, of one size and in one coordinate system. */
const together = (a: Located, b: Located): boolean =>
  a.rows === b.rows &&
  a.columns === b.columns &&
  a.frameOfReferenceUid === b.frameOfReferenceUid &&
  a.orientation.every((value, axis) => Math.abs(value - (b.orientation[axis] ?? 0)) < 0.008);

const groupsOf = (images: readonly Located[]): Located[][] => {
  const groups: Located[][] = [];
  for (const image of images) {
    const group = groups.find(([first]) => first !== undefined && together(first, image));
    if (group === undefined) groups.push([image]);
    else group.push(image);
  }
  return groups;
};

/** Images at one place after another: one layer a moment. Null where some places have more images than others. */
const layersOf = (group: readonly Located[]): Located[][] | null => {
  const [first] = group;
  if (first === undefined) return [];
  const normal = normalOf(first.orientation);
  const ordered = group
    .map((image) => ({ image, at: dot(image.position, normal) }))
    .sort((a, b) => a.at - b.at || a.image.index - b.image.index);
  const places: { at: number; images: Located[] }[] = [];
  for (const { image, at } of ordered) {
    const last = places.at(-1);
    if (last !== undefined && at - last.at < 0.01) last.images.push(image);
    else places.push({ at, images: [image] });
  }
  const depth = places[0]?.images.length ?? 0;
  if (places.some(({ images }) => images.length !== depth)) return null;
  for (const { images } of places) images.sort((a, b) => a.index - b.index);
  return Array.from({ length: depth }, (_, layer) => places.flatMap(({ images }) => images[layer] ?? []));
};

/** Longest stretches of even steps, from the first slice on. */
const stretchesOf = (layer: readonly Located[]): Located[][] => {
  const stretches: Located[][] = [];
  let current: Located[] = [];
  let step: Vector3 | null = null;
  for (const image of layer) {
    const last = current.at(-1);
    if (last === undefined) {
      current = [image];
      continue;
    }
    const found = subtract(image.position, last.position);
    const tolerance = step === null ? Infinity : Math.max(0.2 * length(step), 2 * ROUNDING);
    if (step !== null && length(subtract(found, step)) > tolerance) {
      // Of two slices alone nobody knows which distance is the rule: the second may begin the next stretch.
      const lone = current.length === 2;
      stretches.push(lone ? current.slice(0, 1) : current);
      current = lone ? [last, image] : [image];
      step = lone ? found : null;
      continue;
    }
    step ??= found;
    current.push(image);
  }
  stretches.push(current);
  return stretches;
};

/** Whether every slice lies where even steps from the first to the last would put it. */
const isEven = (stretch: readonly Located[], step: Vector3): boolean => {
  const [first] = stretch;
  const tolerance = Math.max(0.1 * length(step), 2 * ROUNDING);
  return stretch.every(
    ({ position }, at) =>
      first !== undefined &&
      length(subtract(subtract(position, first.position), scaled(step, at))) <= tolerance,
  );
};

const partOf = (stretch: readonly Located[]): VolumePart | null => {
  const [first, last] = [stretch[0], stretch.at(-1)];
  if (first === undefined || last === undefined || stretch.length < FEWEST) return null;
  const step = scaled(subtract(last.position, first.position), 1 / (stretch.length - 1));
  if (!isEven(stretch, step)) return null;
  const lean = Math.abs(dot(unit(step), normalOf(first.orientation)));
  const tilt = (Math.acos(Math.min(1, lean)) * 180) / Math.PI;
  if (tilt > STEEPEST_TILT) return null;
  return {
    slices: stretch.map(({ index }) => index),
    orientation: first.orientation,
    origin: first.position,
    step,
    rows: first.rows,
    columns: first.columns,
    tilt,
  };
};

/**
 * Finds the volumes in a series. Never bridges a gap and never mixes moments: what does not follow an even step is
 * split off, and what is left of a series in which nothing does is refused.
 */
export const planVolumes = (images: readonly PlacedImage[]): VolumePlan => {
  const located = images.filter(isLocated);
  if (located.length === 0 || located.length < images.length / 2)
    return { ok: false, refusal: 'no-geometry' };
  const groups = groupsOf(located);
  const large = groups.filter((group) => group.length >= FEWEST);
  if (large.length === 0) {
    const turning = groups.length >= FEWEST && groups.length > located.length / 3;
    return { ok: false, refusal: turning ? 'mixed' : 'too-few' };
  }
  const split = new Set<SplitReason>();
  if (groups.length > 1) split.add('several-directions');
  const parts: VolumePart[] = [];
  const refusals = new Set<VolumeRefusal>();
  for (const group of large) {
    const layers = layersOf(group);
    if (layers === null) {
      refusals.add('mixed');
      continue;
    }
    if (layers.length > 1) split.add('several-times');
    for (const layer of layers) {
      if (layer.length < FEWEST) {
        refusals.add('too-few');
        continue;
      }
      const stretches = stretchesOf(layer);
      const found = stretches.flatMap((stretch) => partOf(stretch) ?? []);
      if (found.length === 0) refusals.add('uneven');
      else if (stretches.length > 1) split.add('missing-slices');
      parts.push(...found);
    }
  }
  if (parts.length === 0) {
    const [refusal = 'too-few'] = (['mixed', 'uneven', 'too-few'] as const).filter((each) =>
      refusals.has(each),
    );
    return { ok: false, refusal };
  }
  parts.sort((a, b) => b.slices.length - a.slices.length);
  return { ok: true, parts, split: [...split] };
};
