import type { ParseKeys } from 'i18next';
import {
  ArrowDown,
  ArrowLeft,
  ArrowRight,
  ArrowUp,
  ChevronDown,
  ChevronUp,
  Contrast,
  Keyboard,
  type LucideIcon,
  Maximize,
  Move,
  Pause,
  Play,
  RotateCcw,
  Ruler,
  Stethoscope,
  Sun,
  SunDim,
  SunMedium,
  UserRound,
  ZoomIn,
  ZoomOut,
  Blend,
  GalleryVerticalEnd,
} from 'lucide-react';
import { ctPresets, type WindowPreset } from '../../viewer/look/window-range.ts';
import type { StackView } from '../../viewer/stack-view.ts';
import type { DragTool } from '../../viewer/view-state.ts';
import type { ImagesController } from './controller.ts';
import { type ImagesState, useImages } from './store.ts';

/** One thing a person can do with the images: its button, its menu entry and its key cannot disagree. */
export interface ImageCommand {
  readonly id: string;
  readonly label: ParseKeys;
  readonly icon: LucideIcon;
  /** `KeyboardEvent.key`, or `.code` for keys whose letter depends on the layout; with `Shift+` or `Alt+`. */
  readonly keys: readonly string[];
  readonly enabled: (state: ImagesState) => boolean;
  readonly run: (controller: ImagesController) => void;
}

const PAGE = 10;
const STEP = 0.06;
const PAN = 40;

const hasImages = ({ view }: ImagesState): boolean => view.count > 0;
const hasMany = ({ view }: ImagesState): boolean => view.count > 1;
const isShown = ({ view }: ImagesState): boolean => view.picture.kind === 'shown';
const hasWindow = (state: ImagesState): boolean => isShown(state) && state.view.window !== null;
const hasPresets = (state: ImagesState): boolean => hasWindow(state) && state.view.window?.presets === true;

const onStack =
  (act: (stack: StackView) => void): ImageCommand['run'] =>
  ({ stack }) => {
    if (stack !== null) act(stack);
  };

const preset = ({ id, window }: WindowPreset, index: number): ImageCommand => ({
  id: `preset-${id}`,
  label: `images.presets.${id}`,
  icon: Contrast,
  keys: [`Digit${index + 1}`, `Numpad${index + 1}`],
  enabled: hasPresets,
  run: onStack((stack) => stack.setWindow(window)),
});

const tool = (name: DragTool, icon: LucideIcon, key: string): ImageCommand => ({
  id: `tool-${name}`,
  label: `images.tool.${name}`,
  icon,
  keys: [key],
  enabled: hasImages,
  run: (controller) => controller.setTool(name),
});

const step = (id: string, label: ParseKeys, icon: LucideIcon, keys: string[], by: number): ImageCommand => ({
  id,
  label,
  icon,
  keys,
  enabled: hasMany,
  run: onStack((stack) => stack.step(by)),
});

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

const pan = (
  id: string,
  label: ParseKeys,
  icon: LucideIcon,
  key: string,
  x: number,
  y: number,
): ImageCommand => ({
  id,
  label,
  icon,
  keys: [`Shift+${key}`],
  enabled: isShown,
  run: onStack((stack) => stack.pan({ x, y })),
});

export const tools = {
  scroll: tool('scroll', GalleryVerticalEnd, 's'),
  window: tool('window', SunMedium, 'e'),
  zoom: tool('zoom', ZoomIn, 'z'),
  pan: tool('pan', Move, 'd'),
  measure: tool('measure', Ruler, 'm'),
} as const satisfies Record<DragTool, ImageCommand>;

export const actions = {
  previous: step('previous', 'images.action.previous', ChevronUp, ['ArrowUp', 'ArrowLeft'], -1),
  next: step('next', 'images.action.next', ChevronDown, ['ArrowDown', 'ArrowRight'], 1),
  pageUp: step('page-up', 'images.action.pageUp', ChevronUp, ['PageUp'], -PAGE),
  pageDown: step('page-down', 'images.action.pageDown', ChevronDown, ['PageDown'], PAGE),
  first: step('first', 'images.action.first', ChevronUp, ['Home'], -Infinity),
  last: step('last', 'images.action.last', ChevronDown, ['End'], Infinity),
  play: {
    id: 'play',
    label: 'images.action.play',
    icon: Play,
    keys: [' '],
    enabled: ({ view }) => view.cine?.playing === false,
    run: onStack((stack) => stack.play()),
  },
  pause: {
    id: 'pause',
    label: 'images.action.pause',
    icon: Pause,
    keys: [' '],
    enabled: ({ view }) => view.cine?.playing === true,
    run: onStack((stack) => stack.pause()),
  },
  brighter: change('brighter', 'images.action.brighter', Sun, 'l', STEP, 0),
  darker: change('darker', 'images.action.darker', SunDim, 'k', -STEP, 0),
  moreContrast: change('more-contrast', 'images.action.moreContrast', Contrast, 'j', 0, STEP),
  lessContrast: change('less-contrast', 'images.action.lessContrast', Blend, 'h', 0, -STEP),
  zoomIn: {
    id: 'zoom-in',
    label: 'images.action.zoomIn',
    icon: ZoomIn,
    keys: ['+', '='],
    enabled: isShown,
    run: onStack((stack) => stack.zoom(1.25, null)),
  },
  zoomOut: {
    id: 'zoom-out',
    label: 'images.action.zoomOut',
    icon: ZoomOut,
    keys: ['-'],
    enabled: isShown,
    run: onStack((stack) => stack.zoom(0.8, null)),
  },
  fit: {
    id: 'fit',
    label: 'images.action.fit',
    icon: Maximize,
    keys: ['Digit0', 'Numpad0'],
    enabled: isShown,
    run: onStack((stack) => stack.fit()),
  },
  panLeft: pan('pan-left', 'images.action.panLeft', ArrowLeft, 'ArrowLeft', -PAN, 0),
  panRight: pan('pan-right', 'images.action.panRight', ArrowRight, 'ArrowRight', PAN, 0),
  panUp: pan('pan-up', 'images.action.panUp', ArrowUp, 'ArrowUp', 0, -PAN),
  panDown: pan('pan-down', 'images.action.panDown', ArrowDown, 'ArrowDown', 0, PAN),
  invert: {
    id: 'invert',
    label: 'images.action.invert',
    icon: Contrast,
    keys: ['i'],
    enabled: hasWindow,
    run: onStack((stack) => stack.invert()),
  },
  ownWindow: {
    id: 'own-window',
    label: 'images.action.ownWindow',
    icon: RotateCcw,
    keys: [],
    enabled: hasWindow,
    run: onStack((stack) => stack.setWindow(null)),
  },
  reset: {
    id: 'reset',
    label: 'images.action.reset',
    icon: RotateCcw,
    keys: ['r'],
    enabled: isShown,
    run: onStack((stack) => stack.reset()),
  },
  addRuler: {
    id: 'add-ruler',
    label: 'images.action.addRuler',
    icon: Ruler,
    keys: ['Enter'],
    enabled: (state) => isShown(state) && state.tool === 'measure',
    run: onStack((stack) => stack.addRulerInMiddle()),
  },
  nextSeries: {
    id: 'next-series',
    label: 'images.action.nextSeries',
    icon: ChevronDown,
    keys: ['Alt+ArrowDown'],
    enabled: ({ series }) => series.length > 1,
    run: (controller) => controller.selectNeighbour(1),
  },
  previousSeries: {
    id: 'previous-series',
    label: 'images.action.previousSeries',
    icon: ChevronUp,
    keys: ['Alt+ArrowUp'],
    enabled: ({ series }) => series.length > 1,
    run: (controller) => controller.selectNeighbour(-1),
  },
  professional: {
    id: 'professional',
    label: 'images.action.professional',
    icon: Stethoscope,
    keys: [],
    enabled: ({ mode }) => mode === 'patient',
    run: (controller) => controller.setMode('professional'),
  },
  patient: {
    id: 'patient',
    label: 'images.action.patient',
    icon: UserRound,
    keys: [],
    enabled: ({ mode }) => mode === 'professional',
    run: (controller) => controller.setMode('patient'),
  },
  help: {
    id: 'help',
    label: 'images.action.help',
    icon: Keyboard,
    keys: ['?', 'F1'],
    enabled: () => true,
    run: () => useImages.setState({ help: true }),
  },
} as const satisfies Record<string, ImageCommand>;

export const presets: readonly ImageCommand[] = ctPresets.map(preset);

export const allCommands: readonly ImageCommand[] = [
  ...Object.values(tools),
  ...Object.values(actions),
  ...presets,
];

interface KeyPress {
  readonly key: string;
  readonly code: string;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
}

const matches = (wanted: string, press: KeyPress): boolean => {
  const name = wanted.replace(/^(Shift|Alt)\+/, '');
  const [shift, alt] = [wanted.startsWith('Shift+'), wanted.startsWith('Alt+')];
  if (press.altKey !== alt) return false;
  // Some layouts need shift for `+`, `?` and digits; an arrow with shift is another command.
  if (press.shiftKey !== shift && (shift || name.startsWith('Arrow'))) return false;
  return press.key === name || press.code === name || (name.length === 1 && press.key.toLowerCase() === name);
};

/** The command that a key means now; undefined for a key that is not ours. */
export const commandForKey = (press: KeyPress, state: ImagesState): ImageCommand | undefined => {
  if (press.ctrlKey || press.metaKey) return undefined;
  return allCommands.find(
    (command) => command.enabled(state) && command.keys.some((key) => matches(key, press)),
  );
};
