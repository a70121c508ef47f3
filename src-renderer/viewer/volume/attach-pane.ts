import { VolumeInput } from './volume-input.ts';
import type { PaneName } from './volume-state.ts';
import type { VolumeView } from './volume-view.ts';

/** Gives a pane of a volume its element: it draws there and listens there. What it returns takes both back. */
export const attachPane = (view: VolumeView, name: PaneName, element: HTMLElement): (() => void) => {
  const detach = view.attachPane(name, element);
  const input = new VolumeInput(element, view, name);
  return () => {
    input.close();
    detach();
  };
};
