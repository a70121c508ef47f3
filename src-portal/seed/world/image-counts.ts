import type { ImagesRecipe } from '../world.ts';

interface ImageCounts {
  readonly series: number;
  readonly instances: number;
}

/** What the phantoms make; a test compares these with the files. */
export function imageCounts(recipe: ImagesRecipe): ImageCounts {
  switch (recipe.phantom) {
    case 'ct-thorax':
      return recipe.variant === 'current'
        ? { series: 3, instances: 1 + 200 + 60 }
        : { series: 2, instances: 1 + 120 };
    case 'mr-knee':
      return { series: 4, instances: 26 + 26 + 24 + 28 };
    case 'mr-brain':
      return { series: 3, instances: 24 + 24 + 22 };
    case 'dx-hand':
    case 'dx-chest':
      return { series: 2, instances: 2 };
    case 'us-heart':
      return { series: 3, instances: 3 };
  }
}
