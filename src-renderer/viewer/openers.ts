import type { Opener } from './cell-view.ts';
import { objectsOpener } from './objects/objects-view.ts';

/** Series that are no stack of images, each with what shows it; the first that accepts a series opens it. */
export const openers: readonly Opener[] = [objectsOpener];
