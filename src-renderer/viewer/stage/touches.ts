import type { Point } from './pose.ts';

/** What two fingers did. */
export interface Pinch {
  /** Above 1: they went apart. */
  readonly factor: number;
  readonly middle: Point;
  /** How far the middle went. */
  readonly by: Point;
}

/** Fingers on an element, each where it was last. */
export class Touches {
  private readonly fingers = new Map<number, Point>();

  /** With two or more a drag is none. */
  get several(): boolean {
    return this.fingers.size > 1;
  }

  down({ pointerId, pointerType }: PointerEvent, at: Point): void {
    if (pointerType === 'touch') this.fingers.set(pointerId, at);
  }

  up({ pointerId }: PointerEvent): void {
    this.fingers.delete(pointerId);
  }

  /** Null where no two are there, or the one that moved is none of them. */
  move({ pointerId }: PointerEvent, at: Point): Pinch | null {
    const before = this.fingers.get(pointerId);
    if (before === undefined) return null;
    this.fingers.set(pointerId, at);
    const other = [...this.fingers].find(([id]) => id !== pointerId)?.[1];
    if (other === undefined) return null;
    const distance = (point: Point): number => Math.max(1, Math.hypot(point.x - other.x, point.y - other.y));
    return {
      factor: distance(at) / distance(before),
      middle: { x: (at.x + other.x) / 2, y: (at.y + other.y) / 2 },
      by: { x: (at.x - before.x) / 2, y: (at.y - before.y) / 2 },
    };
  }
}
