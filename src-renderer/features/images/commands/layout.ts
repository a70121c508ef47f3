import {
  ArrowLeftToLine,
  ArrowRightToLine,
  Columns2,
  Columns3,
  Expand,
  Grid2x2,
  Grid3x2,
  Grid3x3,
  LayoutGrid,
  type LucideIcon,
  Rows2,
  Square,
} from 'lucide-react';
import type { ParseKeys } from 'i18next';
import { useImages } from '../store.ts';
import type { ImageCommand } from './command.ts';

const layout = (
  id: string,
  label: ParseKeys,
  icon: LucideIcon,
  key: string,
  rows: number,
  columns: number,
): ImageCommand => ({
  id,
  label,
  icon,
  keys: [key],
  enabled: ({ stage }) => stage.kind === 'ready',
  lit: ({ engine }) => engine.layout.rows === rows && engine.layout.columns === columns,
  run: (controller) => controller.setLayout(rows, columns),
});

/** How the window is divided. */
export const layouts = {
  one: layout('layout-1x1', 'images.layout.one', Square, 'Alt+Digit1', 1, 1),
  besides: layout('layout-1x2', 'images.layout.besides', Columns2, 'Alt+Digit2', 1, 2),
  below: layout('layout-2x1', 'images.layout.below', Rows2, 'Alt+Digit3', 2, 1),
  four: layout('layout-2x2', 'images.layout.four', Grid2x2, 'Alt+Digit4', 2, 2),
  three: layout('layout-1x3', 'images.layout.three', Columns3, 'Alt+Digit5', 1, 3),
  six: layout('layout-2x3', 'images.layout.six', Grid3x2, 'Alt+Digit6', 2, 3),
  nine: layout('layout-3x3', 'images.layout.nine', Grid3x3, 'Alt+Digit7', 3, 3),
  twelve: layout('layout-3x4', 'images.layout.twelve', Grid3x3, 'Alt+Digit8', 3, 4),
  sixteen: layout('layout-4x4', 'images.layout.sixteen', Grid3x3, 'Alt+Digit9', 4, 4),
  choose: {
    id: 'choose-layout',
    label: 'images.layout.choose',
    icon: LayoutGrid,
    keys: ['Alt+Digit0'],
    enabled: ({ stage, mode }) => stage.kind === 'ready' && mode === 'professional',
    run: () => useImages.setState({ choosingLayout: true }),
  },
  nextCell: {
    id: 'next-cell',
    label: 'images.layout.nextCell',
    icon: ArrowRightToLine,
    keys: ['Mod+ArrowRight'],
    enabled: ({ engine }) => engine.cells.length > 1,
    run: ({ engine }) => engine.activateNeighbour(1),
  },
  previousCell: {
    id: 'previous-cell',
    label: 'images.layout.previousCell',
    icon: ArrowLeftToLine,
    keys: ['Mod+ArrowLeft'],
    enabled: ({ engine }) => engine.cells.length > 1,
    run: ({ engine }) => engine.activateNeighbour(-1),
  },
  alone: {
    id: 'alone',
    label: 'images.layout.alone',
    icon: Expand,
    keys: ['u'],
    enabled: ({ engine }) => engine.cells.length > 1,
    lit: ({ engine }) => engine.alone,
    run: ({ engine }) => engine.setAlone(!engine.store.getState().alone),
  },
} as const satisfies Record<string, ImageCommand>;
