import type { DicomDataset } from './dataset.ts';
import type { MaskItem, PixelFormat, Subtraction } from './types.ts';

/** Pairs of first and last frame, from 0; null where none is given. */
const rangesOf = (item: DicomDataset): MaskItem['ranges'] => {
  const values = item.uint16s('x00286102');
  const pairs = Array.from(
    { length: values.length >> 1 },
    (_, at) => [(values[at * 2] ?? 1) - 1, (values[at * 2 + 1] ?? 1) - 1] as const,
  );
  return pairs.length === 0 ? null : pairs;
};

const operations = { AVG_SUB: 'average', TID: 'before', REV_TID: 'reversed' } as const;

const itemOf = (item: DicomDataset): MaskItem[] => {
  const name = item.string('x00286101');
  if (name !== 'AVG_SUB' && name !== 'TID' && name !== 'REV_TID') return [];
  const masks = item.uint16s('x00286110').map((number) => number - 1);
  if (name === 'AVG_SUB' && masks.length === 0) return [];
  const [down = 0, right = 0] = item.floats('x00286114').filter(Number.isFinite);
  return [
    {
      operation: operations[name],
      ranges: rangesOf(item),
      masks,
      averaged: Math.max(1, item.uint16('x00286112') ?? 1),
      offset: item.int16('x00286120', true) ?? 1,
      shift: { down, right },
    },
  ];
};

/** Of the image, or of the frames of an enhanced one (PS3.3 C.8.19.6.4). */
const intensityOf = (root: DicomDataset): Pick<Subtraction, 'linear' | 'brightIsLess'> => {
  const properties = (root.item('x52009229') ?? root).item('x00289443');
  const own = root.items('x52009230')[0]?.item('x00289443');
  const home = [root, properties, own].find((each) => each?.has('x00281040') === true);
  return {
    linear: home?.string('x00281040') === 'LIN',
    brightIsLess: home?.int16('x00281041', true) === -1,
  };
};

const isXray = (modality: string): boolean => modality === 'XA' || modality === 'RF';

/**
 * How one frame of a run is taken away from the others (Mask module, PS3.3 C.7.6.10). Of X-rays any frame can be taken as the
 * mask; null for what is no run of greys.
 */
export const readSubtraction = (
  dataset: DicomDataset,
  { samplesPerPixel, photometric, kind, bitsAllocated }: PixelFormat,
  frames: number,
  modality: string,
): Subtraction | null => {
  const grey = samplesPerPixel === 1 && photometric.startsWith('MONOCHROME');
  if (frames < 2 || !grey || kind !== 'integer' || bitsAllocated > 16 || bitsAllocated < 8) return null;
  const items = dataset.items('x00286100').flatMap(itemOf);
  if (items.length === 0 && !isXray(modality)) return null;
  const representative = dataset.uint16('x00286010') ?? 0;
  return {
    items,
    recommended: items.length > 0 && dataset.string('x00281090') === 'SUB',
    representative: representative >= 1 && representative <= frames ? representative - 1 : null,
    ...intensityOf(dataset),
  };
};
