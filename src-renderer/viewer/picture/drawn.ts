import { paintLayers } from '../layers/paint-layers.ts';
import type { Layer } from '../layers/layer.ts';
import type { LoadedImage } from '../series/series-loader.ts';
import type { GreyLook } from '../look/grey-look.ts';
import { type Affine, affineOf, type Pose, shapeOf, type Size } from '../stage/pose.ts';
import { SoftwarePainter } from '../stage/software-painter.ts';
import type { ViewState } from '../view-state.ts';

/** One image and how it looks and lies: all that is needed to draw it anywhere else. */
export interface Drawn {
  readonly image: LoadedImage;
  /** Null for colour. */
  readonly look: GreyLook | null;
  readonly pose: Pose;
  /** What the user interface knows of it. Its place and scale are those of the screen, where it is on one. */
  readonly view: ViewState;
}

/** Draws it on another canvas with what lies over it, at the top left; answers where it lies there. */
export function paintDrawn(
  context: CanvasRenderingContext2D,
  { image, look, pose }: Drawn,
  layers: readonly Layer[],
  size: Size,
  dense: number,
): Affine {
  const affine = affineOf(pose, shapeOf(image), size);
  const painter = new SoftwarePainter();
  painter.paint(context, { image, look, affine, size, dense, quality: 'high' });
  painter.release();
  paintLayers(context, layers, affine, dense);
  return affine;
}
