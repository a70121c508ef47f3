import type { ParseKeys } from 'i18next';
import { ChevronDown, ChevronsDown, ChevronsUp, ChevronUp, type LucideIcon, Pause, Play } from 'lucide-react';
import { allSeries } from '../controller.ts';
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
