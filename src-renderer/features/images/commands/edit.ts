import { Eraser, Redo2, Trash2, Undo2 } from 'lucide-react';
import { hasImages, type ImageCommand } from './command.ts';

/** What was done, taken back. A volume has a history of its own. */
export const editing = {
  undo: {
    id: 'undo',
    label: 'images.action.undo',
    icon: Undo2,
    keys: ['Mod+z'],
    enabled: ({ canUndo, cell }) => canUndo && cell.other?.kind !== 'volume',
    run: ({ engine }) => engine.history.undo(),
  },
  redo: {
    id: 'redo',
    label: 'images.action.redo',
    icon: Redo2,
    keys: ['Mod+y', 'Mod+Shift+z'],
    enabled: ({ canRedo, cell }) => canRedo && cell.other?.kind !== 'volume',
    run: ({ engine }) => engine.history.redo(),
  },
  remove: {
    id: 'remove-note',
    label: 'images.action.removeNote',
    icon: Trash2,
    keys: ['Delete', 'Backspace'],
    enabled: ({ isNoteChosen }) => isNoteChosen,
    run: ({ engine }) => {
      const { selected } = engine.notes.store.getState();
      if (selected !== null) engine.notes.remove(selected);
    },
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
