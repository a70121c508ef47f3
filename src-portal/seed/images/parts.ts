import type { ImagesRecipe } from '../world.ts';
import { imagesBySeries } from '../world/image-counts.ts';

/** Slices of series 2 that one part of a CT makes. */
export const ctChunk = 10;

/** Into how many independent parts an exam's images are cut, to be made in parallel. */
export function partsOf(recipe: ImagesRecipe): number {
  const series = imagesBySeries(recipe);
  switch (recipe.phantom) {
    case 'ct-thorax':
      return 1 + (series[1] ?? 0) / ctChunk;
    case 'mr-knee':
    case 'mr-brain':
    case 'dx-hand':
      return series.length;
    case 'dx-chest':
    case 'us-heart':
      return 1;
  }
}
