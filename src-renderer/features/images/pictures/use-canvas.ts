import { useEffect, useState } from 'react';
import type { AppError } from '../../../../src-shared/errors.ts';
import { appErrorOf } from '../../../bridge/call.ts';

export interface DrawnCanvas {
  readonly canvas: HTMLCanvasElement | null;
  readonly error: AppError | null;
}

/** Draws anew whenever `draw` is another; the last one that was asked for is the one that shows. */
export function useCanvas(draw: () => Promise<HTMLCanvasElement | null>): DrawnCanvas {
  const [state, setState] = useState<DrawnCanvas>({ canvas: null, error: null });
  useEffect(() => {
    let isLast = true;
    draw().then(
      (canvas) => isLast && setState({ canvas, error: null }),
      (error: unknown) => isLast && setState({ canvas: null, error: appErrorOf(error) }),
    );
    return () => {
      isLast = false;
    };
  }, [draw]);
  return state;
}
