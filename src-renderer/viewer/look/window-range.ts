import type { Window, WindowShape } from '../dicom/types.ts';
import type { GreyFrame } from './display-frame.ts';

export interface ValueRange {
  readonly lower: number;
  readonly upper: number;
}

/** The values a window maps to black and to white (PS3.3 C.11.2.1.2), in units. */
export const windowRange = ({ center, width }: Window, shape: WindowShape): ValueRange => {
  if (shape === 'linear') {
    // PS3.3 C.11.2.1.2.1: a width of 1 is a threshold.
    const half = Math.max(width - 1, width * 1e-6) / 2;
    return { lower: center - 0.5 - half, upper: center - 0.5 + half };
  }
  return { lower: center - width / 2, upper: center + width / 2 };
};

/** A window in units as the range of the frame's own values; `flipped` where a negative slope turns it round. */
export const storedRange = (
  window: Window,
  frame: Pick<GreyFrame, 'slope' | 'intercept' | 'windowShape'>,
): ValueRange & { readonly flipped: boolean } => {
  const { lower, upper } = windowRange(window, frame.windowShape);
  const a = (lower - frame.intercept) / frame.slope;
  const b = (upper - frame.intercept) / frame.slope;
  return { lower: Math.min(a, b), upper: Math.max(a, b), flipped: frame.slope < 0 };
};

/** Half-width of the narrowest window a person can choose: a step of the values. */
const narrowest = (frame: Pick<GreyFrame, 'slope'>): number =>
  Math.max(Math.abs(frame.slope), Number.MIN_VALUE);

/**
 * A window changed by a drag: `brighter` and `contrast` in parts of the view (1 is its whole width or height).
 * The step goes by the values that there are, so that 8-bit ultrasound and 16-bit CT feel alike.
 */
export const changedWindow = (
  window: Window,
  frame: Pick<GreyFrame, 'slope' | 'intercept' | 'min' | 'max' | 'inverted'>,
  brighter: number,
  contrast: number,
): Window => {
  const range = Math.max((frame.max - frame.min) * Math.abs(frame.slope), narrowest(frame) * 2);
  const reach = Math.min(range, Math.max(window.width * 2, narrowest(frame) * 64));
  // Brighter is a lower center; where the lowest value is white, a higher one.
  const sense = frame.inverted ? 1 : -1;
  const width = Math.max(narrowest(frame), window.width - contrast * reach);
  const [low, high] = [frame.min * frame.slope + frame.intercept, frame.max * frame.slope + frame.intercept];
  const [least, most] = [Math.min(low, high) - width, Math.max(low, high) + width];
  return { center: Math.max(least, Math.min(most, window.center + sense * brighter * reach)), width };
};
