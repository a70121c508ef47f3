import type { Window } from '../dicom/types.ts';
import type { DisplayFrame } from '../look/display-frame.ts';
import { storedRange } from '../look/window-range.ts';
import type { GreyLook } from './painter.ts';

/** How a grey picture is lit: by `window`, or by its own where that is null. Null for colour. */
export const greyLook = (
  display: DisplayFrame,
  window: Window | null,
  inverted: boolean,
): GreyLook | null => {
  if (display.kind !== 'grey') return null;
  const { lower, upper, flipped } = storedRange(window ?? display.windows[0], display);
  return { lower, upper, inverted: (display.inverted !== flipped) !== inverted };
};
