import { handRadiograph } from '../phantoms/hand.ts';
import type { ExamContext, ImageFile } from './context.ts';
import { code, dxFile } from './dx.ts';

export async function makeHand(
  context: ExamContext,
  age: 'adult' | 'child',
  part: number,
): Promise<ImageFile[]> {
  const oblique = part === 1;
  const child = age === 'child';
  const [width, height] = child ? [1370, 1590] : [2000, 2430];
  return [
    await dxFile(context, part + 1, {
      description: oblique ? 'Main gauche trois quarts' : 'Main gauche face',
      bodyPart: 'HAND',
      viewPosition: oblique ? '' : 'PA',
      orientation: ['L', 'H'],
      laterality: 'L',
      region: code('85562004', 'SCT', 'Hand'),
      view: oblique
        ? code('399059000', 'SCT', 'postero-anterior oblique')
        : code('272479007', 'SCT', 'postero-anterior'),
      picture: handRadiograph({ age, oblique, width, height, pixel: child ? 0.12 : 0.1 }),
      tone: (a) => 3950 * (1 - Math.exp(-a * (child ? 1.75 : 1.35))) + 40,
      noise: 16,
      inverted: child,
      exposure: { KVP: 52, ExposureTime: 12, XRayTubeCurrent: 200, Exposure: 2 },
    }),
  ];
}
