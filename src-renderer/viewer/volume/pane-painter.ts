import type { GreyLook } from '../look/grey-look.ts';
import type { Drawing } from './draw-pool.ts';
import type { SpaceView } from './space-view.ts';
import type { Plane } from './reslice.ts';

/** All that decides what a pane shows. */
export type PaneScene =
  | { readonly kind: 'plane'; readonly plane: Plane; readonly look: GreyLook }
  | { readonly kind: 'space'; readonly view: SpaceView };

/** Draws the pictures of one pane, one at a time. */
export interface PanePainter {
  readonly kind: 'cpu' | 'gpu';
  /** How the canvas that it draws on is to be made. */
  readonly settings: CanvasRenderingContext2DSettings;
  /** Of the screen's resolution, what it can do while something moves; null: all of it. */
  readonly coarseness: number | null;
  draw(scene: PaneScene): Drawing;
  /** Puts what was drawn last onto a canvas of so many device pixels; false where that is lost. */
  show(context: CanvasRenderingContext2D, width: number, height: number): boolean;
  /** Other greys for the plane that was drawn last; false where it has to be drawn anew. */
  recolour(look: GreyLook): boolean;
}
