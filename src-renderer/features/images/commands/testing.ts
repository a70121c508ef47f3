import { initialView } from '../../../viewer/view-state.ts';
import { type ImagesState, useImages } from '../store.ts';

/** A window in which an image of a CT's stack is shown. */
export const shownImage: ImagesState = {
  ...useImages.getInitialState(),
  view: {
    ...initialView,
    count: 20,
    picture: { kind: 'shown' },
    window: { center: 40, width: 400, units: 'HU', presets: 'ct', own: [] },
  },
};
