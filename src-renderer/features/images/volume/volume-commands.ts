import type { ParseKeys } from 'i18next';
import {
  ArrowDown,
  ArrowLeft,
  ArrowRight,
  ArrowUp,
  Blend,
  ChevronDown,
  ChevronUp,
  Circle,
  Contrast,
  Crosshair,
  GalleryVerticalEnd,
  type LucideIcon,
  Maximize,
  Maximize2,
  Move,
  Redo2,
  RotateCcw,
  RotateCcwSquare,
  RotateCwSquare,
  Ruler,
  Square,
  Sun,
  SunDim,
  SunMedium,
  Trash2,
  Undo2,
  ZoomIn,
  ZoomOut,
} from 'lucide-react';
import { type KeyPress, matches } from '../commands/keys.ts';
import { ctPresets } from '../../../viewer/look/presets.ts';
import type { Point } from '../../../viewer/stage/pose.ts';
import { isMeasuring, type VolumeState, type VolumeTool } from '../../../viewer/volume/volume-state.ts';
import type { VolumeView } from '../../../viewer/volume/volume-view.ts';

/** One thing a person can do with a volume: its button and its key cannot disagree. */
export interface VolumeCommand {
  readonly id: string;
  readonly label: ParseKeys;
  readonly icon: LucideIcon;
  /** As those of a command on images. */
  readonly keys: readonly string[];
  readonly enabled: (state: VolumeState) => boolean;
  readonly run: (view: VolumeView) => void;
}

const STEP = 0.06;
const NUDGE = 8;
const TURN = 15;

const isThere = ({ stage, window }: VolumeState): boolean => stage.kind !== 'failed' && window !== null;
const onPlane = (state: VolumeState): boolean => isThere(state) && state.active !== 'space';
const onSpace = (state: VolumeState): boolean => state.stage.kind === 'shown' && state.active === 'space';

/** Only what is seen is taken away. */
const chosenLength = ({ chosen, active, planes }: VolumeState): number | null =>
  active !== 'space' && planes[active].measurements.some(({ id }) => id === chosen) ? chosen : null;

const tool = (name: VolumeTool, icon: LucideIcon, key: string): VolumeCommand => ({
  id: `tool-${name}`,
  label: `volume.tool.${name}`,
  icon,
  keys: [key],
  enabled: isThere,
  run: (view) => view.setTool(name),
});

const step = (id: string, label: ParseKeys, icon: LucideIcon, key: string, by: number): VolumeCommand => ({
  id,
  label,
  icon,
  keys: [key],
  enabled: onPlane,
  run: (view) => view.step(view.store.getState().active, by),
});

const light = (id: string, label: ParseKeys, icon: LucideIcon, key: string, by: Point): VolumeCommand => ({
  id,
  label,
  icon,
  keys: [key],
  enabled: isThere,
  run: (view) => view.changeWindow(by.x, by.y),
});

/** In a plane the cross moves; in 3D the picture turns. */
const towards = (
  id: string,
  label: ParseKeys,
  icon: LucideIcon,
  key: string,
  { x, y }: Point,
): VolumeCommand => ({
  id,
  label,
  icon,
  keys: [`Shift+${key}`],
  enabled: onPlane,
  run: (view) => {
    const { active } = view.store.getState();
    if (active !== 'space') view.nudgeFocus(active, { x: x * NUDGE, y: y * NUDGE });
  },
});

const turn = (
  id: string,
  label: ParseKeys,
  icon: LucideIcon,
  key: string,
  { x, y }: Point,
): VolumeCommand => ({
  id,
  label,
  icon,
  keys: [key],
  enabled: onSpace,
  run: (view) => view.turnSpace(x * TURN, y * TURN),
});

const oblique = (
  id: string,
  label: ParseKeys,
  icon: LucideIcon,
  key: string,
  degrees: number,
): VolumeCommand => ({
  id,
  label,
  icon,
  keys: [key],
  enabled: onPlane,
  run: (view) => {
    const { active } = view.store.getState();
    if (active !== 'space') view.turnPlanes(active, degrees);
  },
});

const zoom = (
  id: string,
  label: ParseKeys,
  icon: LucideIcon,
  keys: string[],
  factor: number,
): VolumeCommand => ({
  id,
  label,
  icon,
  keys,
  enabled: isThere,
  run: (view) => view.zoom(view.store.getState().active, factor, null),
});

const pan = (id: string, label: ParseKeys, icon: LucideIcon, by: Point): VolumeCommand => ({
  id,
  label,
  icon,
  keys: [],
  enabled: isThere,
  run: (view) => view.pan(view.store.getState().active, by),
});

export const tools: readonly VolumeCommand[] = [
  tool('cross', Crosshair, 'c'),
  tool('scroll', GalleryVerticalEnd, 's'),
  tool('window', SunMedium, 'e'),
  tool('zoom', ZoomIn, 'z'),
  tool('pan', Move, 'd'),
  tool('measure', Ruler, 'm'),
  tool('ellipse', Circle, 'a'),
  tool('rectangle', Square, 'b'),
];

export const actions = {
  previous: step('previous', 'volume.action.previous', ChevronUp, 'ArrowUp', -1),
  next: step('next', 'volume.action.next', ChevronDown, 'ArrowDown', 1),
  pageUp: step('page-up', 'volume.action.pageUp', ChevronUp, 'PageUp', -10),
  pageDown: step('page-down', 'volume.action.pageDown', ChevronDown, 'PageDown', 10),
  crossLeft: towards('cross-left', 'volume.action.crossLeft', ArrowLeft, 'ArrowLeft', { x: -1, y: 0 }),
  crossRight: towards('cross-right', 'volume.action.crossRight', ArrowRight, 'ArrowRight', { x: 1, y: 0 }),
  crossUp: towards('cross-up', 'volume.action.crossUp', ArrowUp, 'ArrowUp', { x: 0, y: -1 }),
  crossDown: towards('cross-down', 'volume.action.crossDown', ArrowDown, 'ArrowDown', { x: 0, y: 1 }),
  turnLeft: turn('turn-left', 'volume.action.turnLeft', ArrowLeft, 'ArrowLeft', { x: -1, y: 0 }),
  turnRight: turn('turn-right', 'volume.action.turnRight', ArrowRight, 'ArrowRight', { x: 1, y: 0 }),
  turnUp: turn('turn-up', 'volume.action.turnUp', ArrowUp, 'ArrowUp', { x: 0, y: -1 }),
  turnDown: turn('turn-down', 'volume.action.turnDown', ArrowDown, 'ArrowDown', { x: 0, y: 1 }),
  obliqueLeft: oblique('oblique-left', 'volume.action.obliqueLeft', RotateCcwSquare, 'Shift+t', -5),
  obliqueRight: oblique('oblique-right', 'volume.action.obliqueRight', RotateCwSquare, 't', 5),
  brighter: light('brighter', 'images.action.brighter', Sun, 'l', { x: STEP, y: 0 }),
  darker: light('darker', 'images.action.darker', SunDim, 'k', { x: -STEP, y: 0 }),
  moreContrast: light('more-contrast', 'images.action.moreContrast', Contrast, 'j', { x: 0, y: STEP }),
  lessContrast: light('less-contrast', 'images.action.lessContrast', Blend, 'h', { x: 0, y: -STEP }),
  ownWindow: {
    id: 'own-window',
    label: 'images.action.ownWindow',
    icon: RotateCcw,
    keys: [],
    enabled: isThere,
    run: (view) => view.setWindow(null),
  },
  zoomIn: zoom('zoom-in', 'images.action.zoomIn', ZoomIn, ['+', '='], 1.25),
  zoomOut: zoom('zoom-out', 'images.action.zoomOut', ZoomOut, ['-'], 0.8),
  panLeft: pan('pan-left', 'images.action.panLeft', ArrowLeft, { x: -40, y: 0 }),
  panRight: pan('pan-right', 'images.action.panRight', ArrowRight, { x: 40, y: 0 }),
  panUp: pan('pan-up', 'images.action.panUp', ArrowUp, { x: 0, y: -40 }),
  panDown: pan('pan-down', 'images.action.panDown', ArrowDown, { x: 0, y: 40 }),
  fit: {
    id: 'fit',
    label: 'images.action.fit',
    icon: Maximize,
    keys: ['Digit0', 'Numpad0'],
    enabled: isThere,
    run: (view) => view.fit(),
  },
  invert: {
    id: 'invert',
    label: 'images.action.invert',
    icon: Contrast,
    keys: ['i'],
    enabled: isThere,
    run: (view) => view.invert(),
  },
  addLength: {
    id: 'add-length',
    label: 'images.action.addRuler',
    icon: Ruler,
    keys: ['Enter'],
    enabled: (state) => onPlane(state) && isMeasuring(state.tool),
    run: (view) => {
      const { active } = view.store.getState();
      if (active !== 'space') view.addLengthInMiddle(active);
    },
  },
  removeLength: {
    id: 'remove-length',
    label: 'volume.action.removeLength',
    icon: Trash2,
    keys: ['Delete', 'Backspace'],
    enabled: (state) => chosenLength(state) !== null,
    run: (view) => {
      const chosen = chosenLength(view.store.getState());
      if (chosen !== null) view.removeLength(chosen);
    },
  },
  undo: {
    id: 'undo',
    label: 'images.action.undo',
    icon: Undo2,
    keys: ['Mod+z'],
    enabled: ({ canUndo }) => canUndo,
    run: (view) => view.undo(),
  },
  redo: {
    id: 'redo',
    label: 'images.action.redo',
    icon: Redo2,
    keys: ['Mod+y', 'Mod+Shift+z'],
    enabled: ({ canRedo }) => canRedo,
    run: (view) => view.redo(),
  },
  large: {
    id: 'large',
    label: 'volume.action.large',
    icon: Maximize2,
    keys: ['x'],
    enabled: isThere,
    run: (view) => {
      const { large, active } = view.store.getState();
      view.setLarge(large === null ? active : null);
    },
  },
  reset: {
    id: 'reset',
    label: 'images.action.reset',
    icon: RotateCcw,
    keys: ['r'],
    enabled: isThere,
    run: (view) => view.reset(),
  },
} as const satisfies Record<string, VolumeCommand>;

export const windowPresets: readonly VolumeCommand[] = ctPresets.map(({ id, window }, index) => ({
  id: `preset-${id}`,
  label: `images.presets.${id}`,
  icon: Contrast,
  keys: [`Digit${index + 1}`, `Numpad${index + 1}`],
  enabled: (state) => state.window?.hounsfield === true,
  run: (view) => view.setWindow(window),
}));

export const volumeCommands: readonly VolumeCommand[] = [
  ...tools,
  ...Object.values(actions),
  ...windowPresets,
];

/** The command that a key means now; undefined for a key that is not ours. */
export const volumeCommandForKey = (press: KeyPress, state: VolumeState): VolumeCommand | undefined =>
  volumeCommands.find((command) => command.enabled(state) && command.keys.some((key) => matches(key, press)));
