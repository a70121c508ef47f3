import type { Window } from '../dicom/types.ts';
import { automaticWindow, type GreyFrame } from './display-frame.ts';

export interface WindowPreset {
  readonly id:
    | 'brain'
    | 'lung'
    | 'bone'
    | 'abdomen'
    | 'mediastinum'
    | 'liver'
    | 'stroke'
    | 'subdural'
    | 'suv5'
    | 'suv10'
    | 'suv20';
  readonly window: Window;
}

/** What radiologists use for CT, in Hounsfield units. */
export const ctPresets: readonly WindowPreset[] = [
  { id: 'brain', window: { center: 40, width: 80 } },
  { id: 'lung', window: { center: -600, width: 1500 } },
  { id: 'bone', window: { center: 400, width: 1800 } },
  { id: 'abdomen', window: { center: 50, width: 400 } },
  { id: 'mediastinum', window: { center: 40, width: 350 } },
  { id: 'liver', window: { center: 30, width: 150 } },
  { id: 'stroke', window: { center: 40, width: 40 } },
  { id: 'subdural', window: { center: 75, width: 200 } },
];

/** From nothing to so many times the mean of the body. */
export const suvPresets: readonly WindowPreset[] = [
  { id: 'suv5', window: { center: 2.5, width: 5 } },
  { id: 'suv10', window: { center: 5, width: 10 } },
  { id: 'suv20', window: { center: 10, width: 20 } },
];

/** Units in which a value says what it is of, whatever made the image. */
export const presetsFor = (units: string): 'ct' | 'suv' | null => {
  if (units === 'HU') return 'ct';
  return units === 'SUV' ? 'suv' : null;
};

/** From the lowest to the highest value of the picture. */
export const fullRange = ({ min, max, slope, intercept, windowShape }: GreyFrame): Window => {
  const [a, b] = [min * slope + intercept, max * slope + intercept];
  const [low, high] = [Math.min(a, b), Math.max(a, b)];
  // LINEAR counts in whole steps, and half a step off (PS3.3 C.11.2.1.2.1).
  if (windowShape === 'linear') return { center: (low + high + 1) / 2, width: high - low + 1 };
  return { center: (low + high) / 2, width: Math.max(high - low, Number.MIN_VALUE) };
};

/** Without the darkest and the brightest half percent of the picture. */
export const automatic = (grey: GreyFrame): Window => automaticWindow(grey, null);
