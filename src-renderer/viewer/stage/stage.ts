import type { LoadedImage } from '../series/series-loader.ts';

/** CSS pixels of the element, or columns and rows of the picture. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface GreyLook {
  /** In the image's own values. */
  readonly lower: number;
  readonly upper: number;
  readonly inverted: boolean;
}

/** Draws one image of a stack into an element. Knows nothing of loading. */
export interface Stage {
  /** Another series: `count` images, none of which is there yet. */
  setStack(name: string, count: number): void;
  /** Lets go of an image that its loader let go. */
  evict(index: number): void;
  /**
   * Shows an image; of several at once the last one stays, and the others answer false. Keeps zoom and pan where the
   * geometry is the same.
   */
  show(index: number, image: LoadedImage, look: GreyLook | null): Promise<boolean>;
  /** Null for colour. */
  setLook(look: GreyLook | null): void;
  fit(): void;
  /** Enlarges by a factor around a point of the element, or its middle. */
  zoom(factor: number, around: Point | null): void;
  /** Moves the picture by CSS pixels. */
  pan(by: Point): void;
  /** How large the picture is against fitting the element: 1 fits. */
  readonly zoomFactor: number;
  /** CSS pixels a millimetre; null where the file gives no spacing. */
  readonly pixelsPerMillimetre: number | null;
  /** CSS pixels. */
  readonly size: { readonly width: number; readonly height: number };
  /** From a point of the element to the picture's own column and row, and back; null without a picture. */
  toImage(at: Point): Point | null;
  toElement(at: Point): Point | null;
  resize(): void;
  destroy(): void;
}

/** Smallest and largest zoom against fitting. */
export const ZOOM_LIMITS = { least: 0.25, most: 40 } as const;
