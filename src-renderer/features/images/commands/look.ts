import type { ParseKeys } from 'i18next';
import { Blend, Contrast, type LucideIcon, RotateCcw, Sun, SunDim } from 'lucide-react';
import { ctPresets, type WindowPreset } from '../../../viewer/look/window-range.ts';
import type { ImagesState } from '../store.ts';
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
  run: onStack((stack) => stack.changeWindow(brighter, contrast)),
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
    run: onStack((stack) => stack.setWindow(null)),
  },
  invert: {
    id: 'invert',
    label: 'images.action.invert',
    icon: Contrast,
    keys: ['i'],
    enabled: hasWindow,
    lit: ({ view }) => view.inverted,
    run: onStack((stack) => stack.invert()),
  },
} as const satisfies Record<string, ImageCommand>;

const hasPresets = (state: ImagesState): boolean => hasWindow(state) && state.view.window?.presets === true;

const preset = ({ id, window }: WindowPreset, index: number): ImageCommand => ({
  id: `preset-${id}`,
  label: `images.presets.${id}`,
  icon: Contrast,
  keys: [`Digit${index + 1}`, `Numpad${index + 1}`],
  enabled: hasPresets,
  lit: ({ view }) => view.window?.center === window.center && view.window.width === window.width,
  run: onStack((stack) => stack.setWindow(window)),
});

export const presets: readonly ImageCommand[] = ctPresets.map(preset);
