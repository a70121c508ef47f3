import type { ImagesRecipe } from '../world.ts';

/** How many images the phantoms make in each series, from series 1 on; tests compare these with the files. */
export function imagesBySeries(recipe: ImagesRecipe): readonly number[] {
  switch (recipe.phantom) {
    case 'ct-thorax':
      return recipe.variant === 'current' ? [1, 200, 60] : [1, 100];
    case 'mr-knee':
      return [26, 26, 24, 28];
    case 'mr-brain':
      return [24, 24, 22];
    case 'dx-hand':
    case 'dx-chest':
      return [1, 1];
    case 'us-heart':
      return [1, 1, 1];
  }
}
