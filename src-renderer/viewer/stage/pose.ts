import type { LoadedImage } from '../series/series-loader.ts';
import { pixelSize } from './image-facts.ts';

/** CSS pixels of the element, or columns and rows of the picture. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** What of a picture decides how it lies: its pixels, and a pixel's height over its width. */
export interface Shape {
  readonly rows: number;
  readonly columns: number;
  readonly aspect: number;
}

/** How a picture lies in its element. Holds for elements and pictures of any size: it can be kept, shared and undone. */
export interface Pose {
  /** 1 fits the element. */
  readonly zoom: number;
  /** What of the picture stands in the element's middle, in parts of its width and height. */
  readonly centre: Point;
  /** Quarter turns clockwise, after mirroring. */
  readonly turns: 0 | 1 | 2 | 3;
  /** Left and right exchanged. */
  readonly mirrored: boolean;
}

export const initialPose: Pose = { zoom: 1, centre: { x: 0.5, y: 0.5 }, turns: 0, mirrored: false };

/** `x' = a x + c y + e`, `y' = b x + d y + f`, as in a canvas. */
export interface Affine {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly d: number;
  readonly e: number;
  readonly f: number;
}

/** Smallest and largest zoom against fitting. */
const LIMITS = { least: 0.25, most: 40 };
export const zoomWithin = (zoom: number): number => Math.max(LIMITS.least, Math.min(LIMITS.most, zoom));

export const shapeOf = (image: LoadedImage): Shape => {
  const { row, column } = pixelSize(image);
  return { rows: image.display.rows, columns: image.display.columns, aspect: row / column };
};

const cosines = [1, 0, -1, 0] as const;
const sines = [0, 1, 0, -1] as const;

/** CSS pixels a column when the picture fits. */
const fitScale = (
  { rows, columns, aspect }: Shape,
  { width, height }: Size,
  turns: Pose['turns'],
): number => {
  const upright = turns % 2 === 0;
  const [across, down] = upright ? [columns, rows * aspect] : [rows * aspect, columns];
  return Math.max(1e-6, Math.min(width / across, height / down));
};

export const scaleOf = (pose: Pose, shape: Shape, size: Size): number =>
  fitScale(shape, size, pose.turns) * pose.zoom;

/**
 * From columns and rows to the element. The middle of the first pixel is (0, 0), as Image Position means it
 * (PS3.3 C.7.6.2.1.1).
 */
export const affineOf = (pose: Pose, shape: Shape, size: Size): Affine => {
  const scale = scaleOf(pose, shape, size);
  const [cos, sin] = [cosines[pose.turns], sines[pose.turns]];
  const across = scale * (pose.mirrored ? -1 : 1);
  const down = scale * shape.aspect;
  const [a, b, c, d] = [cos * across, sin * across, -sin * down, cos * down];
  const [x, y] = [pose.centre.x * shape.columns - 0.5, pose.centre.y * shape.rows - 0.5];
  return { a, b, c, d, e: size.width / 2 - (a * x + c * y), f: size.height / 2 - (b * x + d * y) };
};

export const transform = ({ a, b, c, d, e, f }: Affine, { x, y }: Point): Point => ({
  x: a * x + c * y + e,
  y: b * x + d * y + f,
});

export const inverse = ({ a, b, c, d, e, f }: Affine): Affine => {
  const determinant = a * d - b * c;
  const [ia, ib, ic, id] = [d / determinant, -b / determinant, -c / determinant, a / determinant];
  return { a: ia, b: ib, c: ic, d: id, e: -(ia * e + ic * f), f: -(ib * e + id * f) };
};

/** Enlarged by a factor, with what lies under `around` (or in the middle) staying there. */
export const zoomed = (pose: Pose, shape: Shape, size: Size, factor: number, around: Point | null): Pose => {
  const zoom = zoomWithin(pose.zoom * factor);
  const changed = { ...pose, zoom };
  if (around === null) return changed;
  const kept = transform(inverse(affineOf(pose, shape, size)), around);
  const now = transform(affineOf(changed, shape, size), kept);
  return panned(changed, shape, size, { x: around.x - now.x, y: around.y - now.y });
};

/** Moved by CSS pixels of the element. */
export const panned = (pose: Pose, shape: Shape, size: Size, by: Point): Pose => {
  const back = inverse(affineOf(pose, shape, size));
  const [x, y] = [back.a * by.x + back.c * by.y, back.b * by.x + back.d * by.y];
  return { ...pose, centre: { x: pose.centre.x - x / shape.columns, y: pose.centre.y - y / shape.rows } };
};

const quarter = (turns: number): Pose['turns'] => ([0, 1, 2, 3] as const)[((turns % 4) + 4) % 4] ?? 0;

export const turned = (pose: Pose, by: 1 | -1): Pose => ({ ...pose, turns: quarter(pose.turns + by) });

/** As in a mirror standing beside the screen, or below it, however the picture is turned. */
export const flipped = (pose: Pose, axis: 'horizontal' | 'vertical'): Pose => ({
  ...pose,
  mirrored: !pose.mirrored,
  turns: quarter(axis === 'horizontal' ? -pose.turns : 2 - pose.turns),
});
