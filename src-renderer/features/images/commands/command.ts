import type { ParseKeys } from 'i18next';
import type { LucideIcon } from 'lucide-react';
import type { StackView } from '../../../viewer/stack-view.ts';
import type { ImagesController } from '../controller.ts';
import type { ImagesState } from '../store.ts';

/** One thing a person can do with the images: its button, its menu entry and its key cannot disagree. */
export interface ImageCommand {
  readonly id: string;
  readonly label: ParseKeys;
  readonly icon: LucideIcon;
  /**
   * `KeyboardEvent.key`, or `.code` for keys whose letter depends on the layout; with `Mod+` (Control, or Command on
   * macOS), `Shift+` or `Alt+`.
   */
  readonly keys: readonly string[];
  readonly enabled: (state: ImagesState) => boolean;
  /** For what is on or off, or one of several: whether it is so now. */
  readonly lit?: (state: ImagesState) => boolean;
  readonly run: (controller: ImagesController) => void;
}

const isStack = ({ cell }: ImagesState): boolean => cell.other === null;
export const hasImages = (state: ImagesState): boolean => isStack(state) && state.view.count > 0;
export const hasMany = (state: ImagesState): boolean => isStack(state) && state.view.count > 1;
export const isShown = (state: ImagesState): boolean => isStack(state) && state.view.picture.kind === 'shown';
export const hasWindow = (state: ImagesState): boolean => isShown(state) && state.view.window !== null;

export const onStack =
  (act: (stack: StackView) => void): ImageCommand['run'] =>
  ({ stack }) => {
    if (stack !== null) act(stack);
  };
