import { Diff, Stamp } from 'lucide-react';
import type { ImagesState } from '../store.ts';
import { hasMany, type ImageCommand, isShown, onStack } from './command.ts';

const isRun = (state: ImagesState): boolean =>
  isShown(state) && hasMany(state) && state.view.subtraction !== null;

/** One image of a run less another: contrast medium alone. */
export const subtracting = {
  subtract: {
    id: 'subtract',
    label: 'images.action.subtract',
    icon: Diff,
    keys: ['Shift+s'],
    enabled: (state) => isRun(state) && state.view.subtraction?.possible === true,
    lit: ({ view }) => view.subtraction?.wished === true,
    run: ({ engine, stack }) =>
      stack?.look.subtract(engine.active.view.getState().subtraction?.wished !== true),
  },
  takeAsMask: {
    id: 'take-as-mask',
    label: 'images.action.takeAsMask',
    icon: Stamp,
    keys: ['Shift+m'],
    enabled: isRun,
    run: onStack((stack) => stack.look.takeAsMask()),
  },
} as const satisfies Record<string, ImageCommand>;
