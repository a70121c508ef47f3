import type { Vector3 } from '../dicom/types.ts';
import { type EdgeLetters, lettersOf, oppositeLetters } from '../stage/orientation.ts';
import type { Point } from '../stage/pose.ts';
import { ZOOM_LIMITS } from './zoom-limits.ts';
import { cornersOf, type Grid, middleOf } from './grid.ts';
import type { PaneSize } from './pane.ts';
import { add, length, scaled, subtract, turned, unit } from './vectors.ts';

/** Where one looks from: the letter of the side that faces the eye. */
export const spaceSides = ['A', 'P', 'L', 'R', 'H', 'F'] as const;
export type SpaceSide = (typeof spaceSides)[number];

interface Look {
  readonly right: Vector3;
  readonly down: Vector3;
  readonly into: Vector3;
}

const looks: Readonly<Record<SpaceSide, Look>> = {
  A: { right: [1, 0, 0], down: [0, 0, -1], into: [0, 1, 0] },
  P: { right: [-1, 0, 0], down: [0, 0, -1], into: [0, -1, 0] },
  L: { right: [0, 1, 0], down: [0, 0, -1], into: [-1, 0, 0] },
  R: { right: [0, -1, 0], down: [0, 0, -1], into: [1, 0, 0] },
  H: { right: [1, 0, 0], down: [0, -1, 0], into: [0, 0, -1] },
  F: { right: [1, 0, 0], down: [0, 1, 0], into: [0, 0, 1] },
};

const toHead: Vector3 = [0, 0, 1];

/** The eye that looks at a volume from outside, without perspective. */
export class SpaceCamera {
  private readonly grid: Grid;
  private look: Look = looks.A;
  private enlarged = 1;
  private offset: Point = { x: 0, y: 0 };

  constructor(grid: Grid) {
    this.grid = grid;
  }

  get zoomFactor(): number {
    return this.enlarged;
  }

  get letters(): EdgeLetters {
    const [right, bottom] = [lettersOf(this.look.right), lettersOf(this.look.down)];
    return { right, bottom, left: oppositeLetters(right), top: oppositeLetters(bottom) };
  }

  /** Degrees to the right and down, as a drag turns what one looks at; the head stays up. */
  turn(across: number, down: number): void {
    const yaw = (-across * Math.PI) / 180;
    const upright = (v: Vector3): Vector3 => turned(v, toHead, yaw);
    const { right, down: below, into } = this.look;
    const [r, d, i] = [upright(right), upright(below), upright(into)];
    const pitch = (-down * Math.PI) / 180;
    this.look = { right: r, down: turned(d, r, pitch), into: turned(i, r, pitch) };
  }

  from(side: SpaceSide): void {
    this.look = looks[side];
  }

  zoom(factor: number): void {
    this.enlarged = Math.max(ZOOM_LIMITS.least, Math.min(ZOOM_LIMITS.most, this.enlarged * factor));
  }

  pan(by: Point, size: PaneSize): void {
    const scale = this.scale(size);
    this.offset = { x: this.offset.x - by.x * scale, y: this.offset.y - by.y * scale };
  }

  fit(): void {
    this.enlarged = 1;
    this.offset = { x: 0, y: 0 };
  }

  view(size: PaneSize, pixels: PaneSize): Look & { centre: Vector3; millimetresPerPixel: number } & PaneSize {
    const { right, down, into } = this.look;
    const middle = middleOf(this.grid);
    return {
      right: unit(right),
      down: unit(down),
      into: unit(into),
      centre: add(middle, add(scaled(right, this.offset.x), scaled(down, this.offset.y))),
      millimetresPerPixel: (this.scale(size) * size.width) / pixels.width,
      ...pixels,
    };
  }

  /** Millimetres a CSS pixel: the whole volume fits from whichever side. */
  private scale(size: PaneSize): number {
    const middle = middleOf(this.grid);
    const radius = Math.max(...cornersOf(this.grid).map((corner) => length(subtract(corner, middle))));
    return (radius * 1.5) / Math.max(1, Math.min(size.width, size.height)) / this.enlarged;
  }
}
