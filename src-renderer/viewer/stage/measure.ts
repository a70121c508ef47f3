import type { FrameGeometry } from '../dicom/types.ts';
import type { Measurement } from '../view-state.ts';
import type { Point } from './pose.ts';

/** The length between two points, by the spacing that the file gives; in pixels where it gives none. */
export const measure = (id: number, from: Point, to: Point, geometry: FrameGeometry): Measurement => {
  const { spacing, aspect } = geometry;
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  if (spacing === null) return { id, from, to, unit: 'pixels', length: Math.hypot(dx, dy * aspect) };
  const length = Math.hypot(dx * spacing.column, dy * spacing.row);
  return { id, from, to, unit: spacing.plane === 'patient' ? 'mm' : 'mm-detector', length };
};

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
