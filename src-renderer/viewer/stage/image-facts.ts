import type { LoadedImage } from '../series/series-loader.ts';

/** Millimetres from row to row and from column to column; where the file gives none, a pixel's width is 1. */
export const pixelSize = (image: LoadedImage): { readonly row: number; readonly column: number } => {
  const { spacing, aspect } = frameOf(image).geometry;
  return spacing ?? { row: aspect, column: 1 };
};

export const frameOf = ({ instance, frame }: LoadedImage): LoadedImage['instance']['frames'][number] => {
  const found = instance.frames[frame] ?? instance.frames[0];
  if (found === undefined) throw new Error('an instance without a frame description');
  return found;
};
