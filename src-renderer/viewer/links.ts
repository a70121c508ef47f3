import type { Cell } from './cell.ts';
import { depthOf, normalOf } from './dicom/plane.ts';

/**
 * `position`: to the slice at the same place of the patient where two series have a frame of reference in common, else as
 * far as the other went since they were linked. `hand`: always the latter, from where the person put them.
 */
export type ScrollLink = 'off' | 'position' | 'hand';

interface Start {
  readonly series: string;
  readonly index: number;
  readonly depth: number | null;
}

/** Not of the picture on screen: one that is still being loaded lies where it lies. */
const placeOf = (cell: Cell): { readonly depth: number; readonly normal: readonly number[] } | null => {
  const { place } = cell.stack;
  return place === null ? null : { depth: depthOf(place), normal: normalOf(place) };
};

const sameSpace = (a: string | null, b: string | null): boolean => a !== null && a === b;

const dot = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, value, axis) => sum + value * (b[axis] ?? 0), 0);

/** Lets cells scroll together. */
export class Links {
  private starts = new Map<number, Start>();

  /** From here on, as they stand now. */
  begin(cells: readonly Cell[]): void {
    this.starts = new Map();
    for (const cell of cells) this.startOf(cell);
  }

  /** `moved` went to another image: the others follow. */
  follow(moved: Cell, others: readonly Cell[], link: Exclude<ScrollLink, 'off'>): void {
    const from = this.startOf(moved);
    const now = placeOf(moved);
    for (const other of others) {
      const start = this.startOf(other);
      const place = placeOf(other);
      if (now === null || place === null) {
        // No positions: image by image.
        other.stack.goTo(start.index + moved.stack.at.index - from.index);
        continue;
      }
      const parallel = dot(now.normal, place.normal);
      // Slices across each other have no place in common to go to.
      if (Math.abs(parallel) < 0.9) continue;
      const sense = Math.sign(parallel);
      const common =
        link === 'position' && sameSpace(moved.stack.frameOfReference, other.stack.frameOfReference);
      if (common) other.stack.goToDepth(now.depth * sense);
      else
        other.stack.goToDepth((start.depth ?? place.depth) + (now.depth - (from.depth ?? now.depth)) * sense);
    }
  }

  private startOf(cell: Cell): Start {
    const { seriesInstanceUid, index } = cell.stack.at;
    const known = this.starts.get(cell.id);
    if (known?.series === (seriesInstanceUid ?? '')) return known;
    const start = { series: seriesInstanceUid ?? '', index, depth: placeOf(cell)?.depth ?? null };
    this.starts.set(cell.id, start);
    return start;
  }
}
