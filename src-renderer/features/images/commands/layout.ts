import { Columns2, Expand, Grid2x2, type LucideIcon, Rows2, Square } from 'lucide-react';
import type { ParseKeys } from 'i18next';
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
