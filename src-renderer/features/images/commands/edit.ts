import { Eraser, Redo2, Undo2 } from 'lucide-react';
import { hasImages, type ImageCommand } from './command.ts';

/** What was done, taken back. */
export const editing = {
  undo: {
    id: 'undo',
    label: 'images.action.undo',
    icon: Undo2,
    keys: ['Mod+z'],
    enabled: ({ canUndo }) => canUndo,
    run: ({ engine }) => engine.history.undo(),
  },
  redo: {
    id: 'redo',
    label: 'images.action.redo',
    icon: Redo2,
    keys: ['Mod+y', 'Mod+Shift+z'],
    enabled: ({ canRedo }) => canRedo,
    run: ({ engine }) => engine.history.redo(),
  },
  removeAll: {
    id: 'remove-all',
    label: 'images.action.removeAll',
    icon: Eraser,
    keys: ['Shift+Delete'],
    enabled: hasImages,
    run: ({ engine }) => {
      const { image } = engine.active.view.getState();
      if (image !== null) engine.notes.removeAll(image);
    },
  },
} as const satisfies Record<string, ImageCommand>;
