import type { VolumePart } from './plan-volume.ts';
import { length } from './vectors.ts';
import type { LoadedVolume } from './volume-loader.ts';
import type { VolumeNote, VolumePartState } from './volume-state.ts';

/** Degrees from which on a tilt is worth a word. */
const TILTED = 0.5;
/** Slices so much further apart than pixels that a picture from the side is coarse. */
const THICK = { times: 3, millimetres: 2.5 };

export const partStates = (parts: readonly VolumePart[]): VolumePartState[] =>
  parts.map(({ slices }) => ({
    slices: slices.length,
    first: Math.min(...slices) + 1,
    last: Math.max(...slices) + 1,
  }));

/** What was corrected, left out or made coarser. */
export const notesOf = (part: VolumePart, { volume, factors }: LoadedVolume): VolumeNote[] => {
  const [column, row] = volume.block.grid.steps;
  const notes: VolumeNote[] = [];
  const apart = length(part.step);
  if (part.tilt > TILTED) notes.push({ kind: 'tilt', degrees: Math.round(part.tilt) });
  if (factors.some((factor) => factor > 1)) {
    const coarsest = Math.max(...volume.block.grid.steps.map(length));
    notes.push({ kind: 'reduced', millimetres: Math.round(coarsest * 10) / 10 });
  } else if (apart >= THICK.millimetres && apart > THICK.times * Math.max(length(column), length(row))) {
    notes.push({ kind: 'thick', millimetres: Math.round(apart * 10) / 10 });
  }
  return notes;
};
