import type { GreyLook } from '../look/grey-look.ts';
import type { LoadedImage } from '../series/series-loader.ts';
import type { Affine, Size } from './pose.ts';

/** All that decides what is drawn. */
export interface Scene {
  readonly image: LoadedImage;
  /** Null for colour. */
  readonly look: GreyLook | null;
  /** From columns and rows to CSS pixels. */
  readonly affine: Affine;
  /** CSS pixels. */
  readonly size: Size;
  /** Device pixels a CSS pixel. */
  readonly dense: number;
  /** `low` while something moves. */
  readonly quality: 'low' | 'high';
}

/** Puts a picture on a canvas; keeps what helps it to draw the same image again. */
export interface Painter {
  /** How the canvas that it draws on is to be made. */
  readonly settings: CanvasRenderingContext2DSettings;
  /** False where it cannot draw, now or this picture at all: then another painter must. */
  paint(context: CanvasRenderingContext2D, scene: Scene): boolean;
  /** Lets go of what it kept. */
  release(): void;
}
