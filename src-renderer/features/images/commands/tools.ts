import {
  ArrowUpLeft,
  Circle,
  Crosshair,
  DraftingCompass,
  GalleryVerticalEnd,
  type LucideIcon,
  Move,
  Plus,
  Ruler,
  Search,
  Spline,
  Square,
  SunMedium,
  Type,
  X,
  ZoomIn,
} from 'lucide-react';
import type { AnnotationKind } from '../../../../src-shared/domain/notes.ts';
import { type DragTool, isAnnotating } from '../../../viewer/view-state.ts';
import { hasImages, type ImageCommand, isShown } from './command.ts';

const tool = (name: DragTool, icon: LucideIcon, key: string): ImageCommand => ({
  id: `tool-${name}`,
  label: `images.tool.${name}`,
  icon,
  keys: [key],
  enabled: hasImages,
  lit: ({ engine }) => engine.tool === name,
  run: ({ engine }) => engine.setTool(name),
});

/** What a drag does to how the image shows. */
export const viewTools = {
  scroll: tool('scroll', GalleryVerticalEnd, 's'),
  window: tool('window', SunMedium, 'e'),
  zoom: tool('zoom', ZoomIn, 'z'),
  pan: tool('pan', Move, 'd'),
  magnifier: tool('magnifier', Search, 'g'),
} as const satisfies Record<Exclude<DragTool, AnnotationKind>, ImageCommand>;

/** What a drag, or clicks, draw on it. */
export const noteTools = {
  length: tool('length', Ruler, 'm'),
  angle: tool('angle', DraftingCompass, 'a'),
  cobb: tool('cobb', Spline, 'c'),
  ellipse: tool('ellipse', Circle, 't'),
  rectangle: tool('rectangle', Square, 'b'),
  probe: tool('probe', Crosshair, 'p'),
  arrow: tool('arrow', ArrowUpLeft, 'w'),
  text: tool('text', Type, 'n'),
} as const satisfies Record<AnnotationKind, ImageCommand>;

/** For who cannot or does not want to draw. */
export const drawing = {
  addHere: {
    id: 'add-here',
    label: 'images.action.addHere',
    icon: Plus,
    keys: ['Enter'],
    enabled: (state) => isShown(state) && isAnnotating(state.engine.tool),
    run: (controller) => controller.addInMiddle(),
  },
  cancel: {
    id: 'cancel-drawing',
    label: 'images.action.cancel',
    icon: X,
    keys: ['Escape'],
    enabled: isShown,
    run: ({ engine }) => {
      engine.notes.cancelDraft();
      engine.notes.select(null);
    },
  },
} as const satisfies Record<string, ImageCommand>;
