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

/** Its images are on their way, or their list is: what is wished meanwhile is done to what comes. */
const isListed = (state: ImagesState): boolean =>
  hasImages(state) || (isStack(state) && state.cell.list.kind === 'loading');
export const canLie = isListed;
export const isExpected = (state: ImagesState): boolean =>
  isListed(state) && state.view.picture.kind !== 'failed';
/** It is grey, or not known yet. */
export const hasWindow = (state: ImagesState): boolean =>
  isExpected(state) && (state.view.window !== null || (state.view.image === null && !isShown(state)));

export const onStack =
  (act: (stack: StackView) => void): ImageCommand['run'] =>
  ({ stack }) => {
    if (stack !== null) act(stack);
  };
