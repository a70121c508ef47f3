import { chestRadiograph, projectThorax, type ChestProjections } from '../phantoms/chest-radiograph.ts';
import type { ExamContext, ImageFile } from './context.ts';
import { code, dxFile, type View } from './dx.ts';

let projections: ChestProjections | null = null;

export async function makeChest(context: ExamContext): Promise<ImageFile[]> {
  const { front, side } = (projections ??= projectThorax());
  const pixel = 0.2;
  const frontal: View = {
    description: 'Thorax face',
    bodyPart: 'CHEST',
    viewPosition: 'PA',
    orientation: ['L', 'F'],
    laterality: 'U',
    region: code('51185008', 'SCT', 'Chest'),
    view: code('272479007', 'SCT', 'postero-anterior'),
    picture: chestRadiograph(front, 1760, 1480, pixel),
    tone: (value) => 3300 * value,
    noise: 8,
    inverted: false,
    exposure: {
      KVP: 120,
      ExposureTime: 8,
      XRayTubeCurrent: 250,
      Exposure: 2,
      DistanceSourceToDetector: 1800,
    },
  };
  const lateral: View = {
    ...frontal,
    description: 'Thorax profil',
    viewPosition: 'LL',
    orientation: ['P', 'F'],
    view: code('399173006', 'SCT', 'left lateral'),
    picture: chestRadiograph(side, 1760, 1480, pixel),
    tone: (value) => 2500 * value,
    exposure: {
      KVP: 125,
      ExposureTime: 18,
      XRayTubeCurrent: 250,
      Exposure: 4,
      DistanceSourceToDetector: 1800,
    },
  };
  return [await dxFile(context, 1, frontal), await dxFile(context, 2, lateral)];
}
