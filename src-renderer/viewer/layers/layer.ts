import type { ShutterShape } from '../dicom/types.ts';
import type { Affine } from '../stage/pose.ts';

export type Colour = readonly [number, number, number];

/** Dots over the picture. */
export interface MaskLayer {
  readonly kind: 'mask';
  readonly width: number;
  readonly height: number;
  /** RGBA; made once, and only when it is drawn. */
  readonly pixels: () => Uint8ClampedArray<ArrayBuffer>;
  /** The same key means the same pixels. */
  readonly key: object;
  /** From the mask's columns and rows to the picture's. */
  readonly affine: Affine;
  readonly opacity: number;
}

export interface Path {
  /** x y x y …, columns and rows of the picture from 0. */
  readonly points: ArrayLike<number>;
  readonly closed: boolean;
}

export interface LineLayer {
  readonly kind: 'lines';
  readonly colour: Colour;
  readonly paths: readonly Path[];
  /** 0: outlines alone. */
  readonly fill: number;
}

export interface TextLayer {
  readonly kind: 'text';
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly colour: Colour;
}

/** All but these shapes is covered. */
export interface ShutterLayer {
  readonly kind: 'shutter';
  readonly shapes: readonly ShutterShape[];
  /** Of the picture: what covers it, where that is not black, leaves what lies around it. */
  readonly covers?: { readonly colour: Colour; readonly rows: number; readonly columns: number };
}

export type Layer = MaskLayer | LineLayer | TextLayer | ShutterLayer;
