import { useEffect, useState } from 'react';
import type { AppError } from '../../../../src-shared/errors.ts';
import { appErrorOf } from '../../../bridge/call.ts';

type Draw = () => Promise<HTMLCanvasElement | null>;

export interface DrawnCanvas {
  readonly canvas: HTMLCanvasElement | null;
  readonly error: AppError | null;
  /** What is there is still that of before. */
  readonly drawing: boolean;
}

interface Outcome extends Pick<DrawnCanvas, 'canvas' | 'error'> {
  readonly of: Draw | null;
}

/** Draws anew whenever `draw` is another; the last one that was asked for is the one that shows. */
export function useCanvas(draw: Draw): DrawnCanvas {
  const [{ of, canvas, error }, setOutcome] = useState<Outcome>({ of: null, canvas: null, error: null });
  useEffect(() => {
    let isLast = true;
    draw().then(
      (drawn) => isLast && setOutcome({ of: draw, canvas: drawn, error: null }),
      (failure: unknown) => isLast && setOutcome({ of: draw, canvas: null, error: appErrorOf(failure) }),
    );
    return () => {
      isLast = false;
    };
  }, [draw]);
  return { canvas, error, drawing: of !== draw };
}
