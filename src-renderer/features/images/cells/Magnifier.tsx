import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { useCell } from './cell-context.ts';

/** CSS pixels across, and how much larger than around it. */
const SIZE = 220;
const TIMES = 2.5;

/** A magnifying glass where the pointer is held. */
export function Magnifier() {
  const cell = useCell();
  const at = useStore(cell.magnifier, (state) => state.at);
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext('2d', { alpha: false }) ?? null;
    const { shown } = cell.stack;
    if (at === null || context === null || shown === null) return;
    const dense = window.devicePixelRatio;
    context.canvas.width = SIZE * dense;
    context.canvas.height = SIZE * dense;
    const { a, b, c, d, e, f } = shown.affine;
    const shift = SIZE / 2;
    const enlarged = {
      a: a * TIMES,
      b: b * TIMES,
      c: c * TIMES,
      d: d * TIMES,
      e: (e - at.x) * TIMES + shift,
      f: (f - at.y) * TIMES + shift,
    };
    cell.stack.paintOn(context, enlarged, { width: SIZE, height: SIZE }, dense);
  }, [at, cell]);
  if (at === null) return null;
  return (
    <canvas
      ref={canvas}
      aria-hidden
      className="images-magnifier"
      style={{ left: at.x - SIZE / 2, top: at.y - SIZE / 2, width: SIZE, height: SIZE }}
    />
  );
}
