import { dot } from './dicom/plane.ts';
import type { Vector3 } from './dicom/types.ts';
import type { StackSpace } from './stack-space.ts';
import type { StackView } from './stack-view.ts';

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

/** What linking needs of a cell. */
export interface Linked {
  readonly id: number;
  readonly stack: Pick<StackView, 'at' | 'goTo'> & {
    readonly space: Pick<StackSpace, 'place' | 'middle' | 'frameOfReference' | 'nearest'>;
  };
}

interface Where {
  readonly depth: number;
  readonly normal: Vector3;
  readonly middle: Vector3;
}

/** Not of the picture on screen: one that is still being loaded lies where it lies. */
const placeOf = ({ stack }: Linked): Where | null => {
  const { place, middle } = stack.space;
  if (place === null) return null;
  return { depth: place.depth, normal: place.normal, middle: middle ?? place.position };
};

const sameSpace = (a: string | null, b: string | null): boolean => a !== null && a === b;

/** Lets cells scroll together. */
export class Links {
  private starts = new Map<number, Start>();

  /** From here on, as they stand now. */
  begin(cells: readonly Linked[]): void {
    this.starts = new Map();
    for (const cell of cells) this.startOf(cell);
  }

  /** `moved` went to another image: the others follow. */
  follow(moved: Linked, others: readonly Linked[], link: Exclude<ScrollLink, 'off'>): void {
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
        link === 'position' &&
        sameSpace(moved.stack.space.frameOfReference, other.stack.space.frameOfReference);
      const depth = (start.depth ?? place.depth) + (now.depth - (from.depth ?? now.depth)) * sense;
      // By the middle: where slices are a bit tilted, corners lie far from what both show.
      const nearest = other.stack.space.nearest((there) =>
        common ? dot(now.middle, there.normal) - there.depth : there.depth - depth,
      );
      if (nearest !== null) other.stack.goTo(nearest);
    }
  }

  private startOf(cell: Linked): Start {
    const { seriesInstanceUid, index } = cell.stack.at;
    const known = this.starts.get(cell.id);
    if (known?.series === (seriesInstanceUid ?? '')) return known;
    const start = { series: seriesInstanceUid ?? '', index, depth: placeOf(cell)?.depth ?? null };
    this.starts.set(cell.id, start);
    return start;
  }
}
