import type { ExamContext, ImageFile } from './context.ts';

/** Makes one part of an exam's images. A phantom is loaded when it is first needed: each prepares tables of its own. */
export async function makePart(context: ExamContext, part: number): Promise<ImageFile[]> {
  const { recipe } = context;
  switch (recipe.phantom) {
    case 'ct-thorax': {
      const { makeCtThorax } = await import('./ct-thorax.ts');
      return makeCtThorax(context, recipe.variant, part);
    }
    case 'mr-knee': {
      const [{ makeMrSeries }, { mrKnee }] = await Promise.all([import('./mr.ts'), import('./mr-knee.ts')]);
      return makeMrSeries(context, mrKnee, part);
    }
    case 'mr-brain': {
      const [{ makeMrSeries }, { mrBrain }] = await Promise.all([import('./mr.ts'), import('./mr-brain.ts')]);
      return makeMrSeries(context, mrBrain(recipe.age), part);
    }
    case 'dx-hand': {
      const { makeHand } = await import('./dx-hand.ts');
      return makeHand(context, recipe.age, part);
    }
    case 'dx-chest': {
      const { makeChest } = await import('./dx-chest.ts');
      return makeChest(context);
    }
    case 'us-heart': {
      const { makeHeart } = await import('./us-heart.ts');
      return makeHeart(context);
    }
  }
}
