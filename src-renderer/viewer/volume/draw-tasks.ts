import type { Pyramid } from './pyramid.ts';
import { halve, halvingLayers, measureBricks } from './pyramid.ts';
import { raycast } from './raycast.ts';
import type { SpaceView } from './space-view.ts';
import { type Plane, reslice } from './reslice.ts';
import type { VoxelBlock } from './volume.ts';

/** Lines that a worker draws before it looks whether the picture is still wanted. */
const LINES = 8;

export type DrawTask =
  | { readonly kind: 'plane'; readonly plane: Plane; readonly out: Int16Array }
  | { readonly kind: 'space'; readonly view: SpaceView; readonly out: Uint32Array }
  | { readonly kind: 'halve' }
  | { readonly kind: 'bricks' };

export interface Drawable {
  readonly block: VoxelBlock;
  /** Once all slices are there. */
  readonly pyramid: Pyramid | null;
}

/** How many pieces a task has, which workers take one by one. */
export const piecesOf = (task: DrawTask, { pyramid }: Drawable): number => {
  switch (task.kind) {
    case 'plane':
      return Math.ceil(task.plane.height / LINES);
    case 'space':
      return pyramid === null ? 0 : Math.ceil(task.view.height / LINES);
    case 'halve':
      return pyramid === null ? 0 : halvingLayers(pyramid);
    case 'bricks':
      return pyramid === null ? 0 : pyramid.fullBricks.size[2] + pyramid.halfBricks.size[2];
  }
};

/** Does one piece of a task; pieces do not depend on each other. */
export const drawPiece = (task: DrawTask, { block, pyramid }: Drawable, piece: number): void => {
  const [from, height] = [piece * LINES, task.kind === 'plane' ? task.plane.height : 0];
  switch (task.kind) {
    case 'plane':
      reslice(block, task.plane, from, Math.min(height, from + LINES), task.out);
      return;
    case 'space': {
      if (pyramid === null) return;
      const { view, out } = task;
      const [voxels, bricks] =
        view.quality === 'fine' ? [pyramid.full, pyramid.fullBricks] : [pyramid.half, pyramid.halfBricks];
      raycast(voxels, bricks, view, from, Math.min(view.height, from + LINES), out);
      return;
    }
    case 'halve':
      if (pyramid !== null) halve(pyramid, piece);
      return;
    case 'bricks': {
      if (pyramid === null) return;
      const layers = pyramid.fullBricks.size[2];
      if (piece < layers) measureBricks(pyramid.full, pyramid.fullBricks, piece);
      else measureBricks(pyramid.half, pyramid.halfBricks, piece - layers);
    }
  }
};
