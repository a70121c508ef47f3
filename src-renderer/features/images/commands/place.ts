import type { ParseKeys } from 'i18next';
import {
  ArrowDown,
  ArrowLeft,
  ArrowRight,
  ArrowUp,
  FlipHorizontal2,
  FlipVertical2,
  type LucideIcon,
  Maximize,
  RotateCcw,
  RotateCcwSquare,
  RotateCwSquare,
  ZoomIn,
  ZoomOut,
} from 'lucide-react';
import type { StackView } from '../../../viewer/stack-view.ts';
import { canLie, type ImageCommand, isExpected, onStack } from './command.ts';

const PAN = 40;

const place = (
  id: string,
  label: ParseKeys,
  icon: LucideIcon,
  keys: readonly string[],
  act: (stack: StackView) => void,
): ImageCommand => ({ id, label, icon, keys, enabled: isExpected, run: onStack(act) });

/** Also beside a picture that fails, for those that come. */
const lie = (...how: Parameters<typeof place>): ImageCommand => ({ ...place(...how), enabled: canLie });

const pan = (
  id: string,
  label: ParseKeys,
  icon: LucideIcon,
  key: string,
  x: number,
  y: number,
): ImageCommand => place(id, label, icon, [`Shift+${key}`], (stack) => stack.look.pan({ x, y }));

/** How the picture lies: size, place, turned, mirrored. */
export const placing = {
  zoomIn: place('zoom-in', 'images.action.zoomIn', ZoomIn, ['+', '='], (stack) =>
    stack.look.zoom(1.25, null),
  ),
  zoomOut: place('zoom-out', 'images.action.zoomOut', ZoomOut, ['-'], (stack) => stack.look.zoom(0.8, null)),
  fit: place('fit', 'images.action.fit', Maximize, ['Digit0', 'Numpad0'], (stack) => stack.look.fit()),
  panLeft: pan('pan-left', 'images.action.panLeft', ArrowLeft, 'ArrowLeft', -PAN, 0),
  panRight: pan('pan-right', 'images.action.panRight', ArrowRight, 'ArrowRight', PAN, 0),
  panUp: pan('pan-up', 'images.action.panUp', ArrowUp, 'ArrowUp', 0, -PAN),
  panDown: pan('pan-down', 'images.action.panDown', ArrowDown, 'ArrowDown', 0, PAN),
  turnRight: lie('turn-right', 'images.action.turnRight', RotateCwSquare, ['o'], (stack) =>
    stack.look.turn(1),
  ),
  turnLeft: lie('turn-left', 'images.action.turnLeft', RotateCcwSquare, ['Shift+o'], (stack) =>
    stack.look.turn(-1),
  ),
  flipHorizontal: lie('flip-horizontal', 'images.action.flipHorizontal', FlipVertical2, ['x'], (stack) =>
    stack.look.flip('horizontal'),
  ),
  flipVertical: lie('flip-vertical', 'images.action.flipVertical', FlipHorizontal2, ['y'], (stack) =>
    stack.look.flip('vertical'),
  ),
  reset: place('reset', 'images.action.reset', RotateCcw, ['r'], (stack) => stack.look.reset()),
} as const satisfies Record<string, ImageCommand>;
