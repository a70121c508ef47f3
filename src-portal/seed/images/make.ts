import type { ImagesRecipe } from '../world.ts';
import type { ExamContext, ImageFile } from './context.ts';
import { makeChest, makeHand } from './dx.ts';
import { makeHeart } from './us-heart.ts';
import { makeMrSeries } from './mr.ts';
import { mrBrain } from './mr-brain.ts';
import { mrKnee } from './mr-knee.ts';
import { ctThoraxParts, makeCtThorax } from './ct-thorax.ts';

/** Into how many independent parts an exam's images are cut, to be made in parallel. */
export function partsOf(recipe: ImagesRecipe): number {
  switch (recipe.phantom) {
    case 'ct-thorax':
      return ctThoraxParts(recipe.variant);
    case 'mr-knee':
      return mrKnee.series.length;
    case 'mr-brain':
      return mrBrain(recipe.age).series.length;
    case 'dx-hand':
      return 2;
    case 'dx-chest':
      return 1;
    case 'us-heart':
      return 2;
  }
}

export async function makePart(context: ExamContext, part: number): Promise<ImageFile[]> {
  const { recipe } = context;
  switch (recipe.phantom) {
    case 'ct-thorax':
      return makeCtThorax(context, recipe.variant, part);
    case 'mr-knee':
      return makeMrSeries(context, mrKnee, part);
    case 'mr-brain':
      return makeMrSeries(context, mrBrain(recipe.age), part);
    case 'dx-hand':
      return makeHand(context, recipe.age, part);
    case 'dx-chest':
      return makeChest(context);
    case 'us-heart':
      return makeHeart(context, part);
  }
}
