import { GalleryVerticalEnd, type LucideIcon, Move, Ruler, SunMedium, ZoomIn } from 'lucide-react';
import type { DragTool } from '../../../viewer/view-state.ts';
import { hasImages, type ImageCommand, isShown, onStack } from './command.ts';

const tool = (name: DragTool, icon: LucideIcon, key: string): ImageCommand => ({
  id: `tool-${name}`,
  label: `images.tool.${name}`,
  icon,
  keys: [key],
  enabled: hasImages,
  lit: ({ engine }) => engine.tool === name,
  run: ({ engine }) => engine.setTool(name),
});

/** What a drag does. */
export const tools = {
  scroll: tool('scroll', GalleryVerticalEnd, 's'),
  window: tool('window', SunMedium, 'e'),
  zoom: tool('zoom', ZoomIn, 'z'),
  pan: tool('pan', Move, 'd'),
  measure: tool('measure', Ruler, 'm'),
} as const satisfies Record<DragTool, ImageCommand>;

export const addRuler: ImageCommand = {
  id: 'add-ruler',
  label: 'images.action.addRuler',
  icon: Ruler,
  keys: ['Enter'],
  enabled: (state) => isShown(state) && state.engine.tool === 'measure',
  run: onStack((stack) => stack.addRulerInMiddle()),
};
