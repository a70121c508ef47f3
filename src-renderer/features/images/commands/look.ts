import type { ParseKeys } from 'i18next';
import type { Window } from '../../../viewer/dicom/types.ts';
import type { GreyFrame } from '../../../viewer/look/display-frame.ts';
import {
  Blend,
  Contrast,
  ListRestart,
  type LucideIcon,
  MoveHorizontal,
  RotateCcw,
  Sun,
  SunDim,
  Wand,
} from 'lucide-react';
import {
  automatic,
  ctPresets,
  fullRange,
  presetsFor,
  suvPresets,
  type WindowPreset,
} from '../../../viewer/look/presets.ts';
import type { ViewState } from '../../../viewer/view-state.ts';
import { findSeries, type ImagesState } from '../store.ts';
import { hasWindow, type ImageCommand, onStack } from './command.ts';

const STEP = 0.06;

const change = (
  id: string,
  label: ParseKeys,
  icon: LucideIcon,
  key: string,
  brighter: number,
  contrast: number,
): ImageCommand => ({
  id,
  label,
  icon,
  keys: [key],
  enabled: hasWindow,
  run: onStack((stack) => stack.look.changeWindow(brighter, contrast)),
});

/** Light and contrast. */
export const looks = {
  brighter: change('brighter', 'images.action.brighter', Sun, 'l', STEP, 0),
  darker: change('darker', 'images.action.darker', SunDim, 'k', -STEP, 0),
  moreContrast: change('more-contrast', 'images.action.moreContrast', Contrast, 'j', 0, STEP),
  lessContrast: change('less-contrast', 'images.action.lessContrast', Blend, 'h', 0, -STEP),
  ownWindow: {
    id: 'own-window',
    label: 'images.action.ownWindow',
    icon: RotateCcw,
    keys: [],
    enabled: hasWindow,
    run: onStack((stack) => stack.look.setWindow(null)),
  },
  automatic: {
    id: 'window-automatic',
    label: 'images.action.automatic',
    icon: Wand,
    keys: ['Shift+a'],
    enabled: hasWindow,
    run: onStack((stack) => stack.look.fitWindow(automatic)),
  },
  fullRange: {
    id: 'window-full-range',
    label: 'images.action.fullRange',
    icon: MoveHorizontal,
    keys: ['Shift+f'],
    enabled: hasWindow,
    run: onStack((stack) => stack.look.fitWindow(fullRange)),
  },
  nextOwnWindow: {
    id: 'next-own-window',
    label: 'images.action.nextOwnWindow',
    icon: ListRestart,
    keys: ['Shift+w'],
    enabled: (state) => hasWindow(state) && (state.view.window === null || state.view.window.own.length > 1),
    run: onStack((stack) => stack.look.fitWindow(nextOwnWindow)),
  },
  invert: {
    id: 'invert',
    label: 'images.action.invert',
    icon: Contrast,
    keys: ['i'],
    enabled: hasWindow,
    lit: ({ view }) => view.inverted,
    run: onStack((stack) => stack.look.invert()),
  },
} as const satisfies Record<string, ImageCommand>;

/** The window of the file after the one that is chosen; the first again after the last. */
function nextOwnWindow({ windows }: GreyFrame, chosen: Window | null): Window | null {
  if (windows.length < 2) return null;
  return windows[(windows.findIndex((each) => sameWindow(each, chosen)) + 1) % windows.length] ?? null;
}

type Presets = NonNullable<ViewState['window']>['presets'];

/** By what is shown; before it is there by what made it. */
const presetsNow = ({ view, exams, cell }: ImagesState): Presets => {
  if (view.window !== null) return view.window.presets;
  return presetsOf[findSeries(exams, cell.series)?.modality ?? ''] ?? null;
};
const presetsOf: Readonly<Partial<Record<string, Presets>>> = { CT: 'ct', PT: 'suv' };

/** The same light. */
export const sameWindow = (a: Window | null, b: Window | null): boolean =>
  a?.center === b?.center && a?.width === b?.width;

const preset =
  (of: Presets) =>
  ({ id, window }: WindowPreset, index: number): ImageCommand => ({
    id: `preset-${id}`,
    label: `images.presets.${id}`,
    icon: Contrast,
    keys: [`Digit${index + 1}`, `Numpad${index + 1}`],
    enabled: (state) => hasWindow(state) && presetsNow(state) === of,
    lit: ({ view }) => sameWindow(view.window, window),
    run: onStack((stack) => stack.look.fitWindow(({ units }) => (presetsFor(units) === of ? window : null))),
  });

export const presets: readonly ImageCommand[] = [
  ...ctPresets.map(preset('ct')),
  ...suvPresets.map(preset('suv')),
];
