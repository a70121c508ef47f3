import type { Point } from './pose.ts';

/** The end of `rulers` nearest to a point of the screen, within reach of a finger. */
export const endNear = (
  rulers: readonly { readonly id: number; readonly a: Point; readonly b: Point }[],
  at: Point,
  reach: number,
): { readonly id: number; readonly end: 'from' | 'to' } | null => {
  let best: { id: number; end: 'from' | 'to'; distance: number } | null = null;
  for (const { id, a, b } of rulers) {
    for (const [end, point] of [
      ['from', a],
      ['to', b],
    ] as const) {
      const distance = Math.hypot(point.x - at.x, point.y - at.y);
      if (distance <= reach && (best === null || distance < best.distance)) best = { id, end, distance };
    }
  }
  return best === null ? null : { id: best.id, end: best.end };
};
