import type { ParseKeys } from 'i18next';
import {
  ArrowLeftRight,
  ChevronDown,
  ChevronsDown,
  ChevronsUp,
  ChevronUp,
  FastForward,
  type LucideIcon,
  Pause,
  Play,
  Rewind,
  Timer,
} from 'lucide-react';
import { allSeries } from '../exam-contents.ts';
import type { ImagesState } from '../store.ts';
import { hasMany, type ImageCommand, onStack } from './command.ts';

const PAGE = 10;

const step = (id: string, label: ParseKeys, icon: LucideIcon, keys: string[], by: number): ImageCommand => ({
  id,
  label,
  icon,
  keys,
  enabled: hasMany,
  run: onStack((stack) => stack.step(by)),
});

/** A step that is felt at any speed. */
const faster = (rate: number): number => Math.max(rate + 1, rate * 1.25);
const slower = (rate: number): number => Math.min(rate - 1, rate / 1.25);

const rate = (
  id: string,
  label: ParseKeys,
  icon: LucideIcon,
  key: string,
  by: typeof faster,
): ImageCommand => ({
  id,
  label,
  icon,
  keys: [key],
  enabled: hasMany,
  run: ({ engine, stack }) => {
    const { cine } = engine.active.view.getState();
    if (cine !== null) stack?.setRate(by(cine.rate));
  },
});

const hasSeries = ({ exams }: ImagesState): boolean => allSeries(exams).length > 1;

/** Going through images and series. */
export const scrolling = {
  previous: step('previous', 'images.action.previous', ChevronUp, ['ArrowUp', 'ArrowLeft'], -1),
  next: step('next', 'images.action.next', ChevronDown, ['ArrowDown', 'ArrowRight'], 1),
  pageUp: step('page-up', 'images.action.pageUp', ChevronsUp, ['PageUp'], -PAGE),
  pageDown: step('page-down', 'images.action.pageDown', ChevronsDown, ['PageDown'], PAGE),
  first: step('first', 'images.action.first', ChevronsUp, ['Home'], -Infinity),
  last: step('last', 'images.action.last', ChevronsDown, ['End'], Infinity),
  play: {
    id: 'play',
    label: 'images.action.play',
    icon: Play,
    keys: [' '],
    enabled: (state) => hasMany(state) && state.view.cine?.playing === false,
    run: onStack((stack) => stack.play()),
  },
  pause: {
    id: 'pause',
    label: 'images.action.pause',
    icon: Pause,
    keys: [' '],
    enabled: (state) => hasMany(state) && state.view.cine?.playing === true,
    run: onStack((stack) => stack.pause()),
  },
  faster: rate('faster', 'images.action.faster', FastForward, 'Alt+ArrowRight', faster),
  slower: rate('slower', 'images.action.slower', Rewind, 'Alt+ArrowLeft', slower),
  ownRate: {
    id: 'own-rate',
    label: 'images.action.ownRate',
    icon: Timer,
    keys: ['Alt+Home'],
    enabled: (state) => hasMany(state) && typeof state.view.cine?.ownRate === 'number',
    run: onStack((stack) => stack.setRate(null)),
  },
  bounce: {
    id: 'bounce',
    label: 'images.action.bounce',
    icon: ArrowLeftRight,
    keys: ['Alt+b'],
    enabled: hasMany,
    lit: ({ view }) => view.cine?.bounce === true,
    run: ({ engine, stack }) => stack?.setBounce(engine.active.view.getState().cine?.bounce !== true),
  },
  nextSeries: {
    id: 'next-series',
    label: 'images.action.nextSeries',
    icon: ChevronDown,
    keys: ['Alt+ArrowDown'],
    enabled: hasSeries,
    run: (controller) => controller.selectNeighbour(1),
  },
  previousSeries: {
    id: 'previous-series',
    label: 'images.action.previousSeries',
    icon: ChevronUp,
    keys: ['Alt+ArrowUp'],
    enabled: hasSeries,
    run: (controller) => controller.selectNeighbour(-1),
  },
} as const satisfies Record<string, ImageCommand>;
