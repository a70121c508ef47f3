import type { LoadedImage } from '../series/series-loader.ts';

/** How high and wide a pixel is to be seen: in millimetres, or where the file gives none with a width of 1. */
export const pixelSize = (image: LoadedImage): { readonly row: number; readonly column: number } => {
  const { spacing, aspect, shownAspect } = frameOf(image).geometry;
  const own = spacing ?? { row: aspect, column: 1 };
  return shownAspect === undefined ? own : { row: shownAspect * own.column, column: own.column };
};

export const frameOf = ({ instance, frame }: LoadedImage): LoadedImage['instance']['frames'][number] => {
  const found = instance.frames[frame] ?? instance.frames[0];
  if (found === undefined) throw new Error('an instance without a frame description');
  return found;
};
