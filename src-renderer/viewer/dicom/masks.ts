import type { DicomDataset } from './dataset.ts';
import type { MaskItem, MaskShift, PixelFormat, Subtraction } from './types.ts';

/** Pairs of first and last frame, from 0; null where none is given. */
const rangesOf = (item: DicomDataset, tag: 'x00286102' | 'x00289506'): MaskItem['ranges'] => {
  const values = item.uint16s(tag);
  const pairs = Array.from(
    { length: values.length >> 1 },
    (_, at) => [(values[at * 2] ?? 1) - 1, (values[at * 2 + 1] ?? 1) - 1] as const,
  );
  return pairs.length === 0 ? null : pairs;
};

const operations = { AVG_SUB: 'average', TID: 'before', REV_TID: 'reversed' } as const;

/**
 * Mask Sub-pixel Shift (0028,6114), "a pair of floating point numbers specifying the fractional vertical [adjacent row
 * spacing] and horizontal [adjacent column spacing] pixel shift applied to the mask before subtracting it from the contrast
 * frame" (PS3.3 Table C.7-16): rows first, and it is the mask that moves. "A positive row offset is a shift toward the pixels
 * of the lower row of the pixel plane. A positive column offset is a shift toward the pixels of the left hand side column of
 * the pixel plane" (C.7.6.10.1.2): down, but to the left.
 */
const shiftsIn = (item: DicomDataset, of: Pick<MaskShift, 'ranges' | 'outline'>): MaskShift[] => {
  const [row, column] = item.floats('x00286114');
  if (row === undefined || column === undefined || !Number.isFinite(row) || !Number.isFinite(column))
    return [];
  return [{ down: row, right: 0 - column, ...of }];
};

/** The frames of an enhanced image each have a shift of their own for an item (PS3.3 C.7.6.16.2.14). */
const frameShifts = (root: DicomDataset, item: DicomDataset): MaskShift[] => {
  const id = item.uint16('x00289416');
  if (id === undefined) return [];
  const of = (group: DicomDataset | undefined, ranges: MaskItem['ranges']): MaskShift[] =>
    (group?.items('x00289415') ?? [])
      .filter((each) => each.uint16('x00289416') === id)
      .flatMap((each) => shiftsIn(each, { ranges, outline: null }));
  return [
    ...of(root.item('x52009229'), null),
    ...root.items('x52009230').flatMap((group, frame) => of(group, [[frame, frame]])),
  ];
};

/** Rows and columns of a region's corners, from 0; undefined where they are none, null where the region is all there is. */
const outlineOf = (region: DicomDataset): MaskShift['outline'] | undefined => {
  if (!region.has('x00289503')) return null;
  const values = region.uint16s('x00289503').map((value) => ((value << 16) >> 16) - 1);
  const corners = Array.from(
    { length: values.length >> 1 },
    (_, at) => [values[at * 2] ?? 0, values[at * 2 + 1] ?? 0] as const,
  );
  return corners.length < 3 ? undefined : corners;
};

/** A presentation state moves the mask by stretches of frames, and within them by parts of the picture (PS3.3 C.11.19.1.2). */
const regionShifts = (item: DicomDataset): MaskShift[] =>
  item.items('x00289501').flatMap((stretch) =>
    stretch.items('x00289502').flatMap((region) => {
      const outline = outlineOf(region);
      return outline === undefined
        ? []
        : shiftsIn(region, { ranges: rangesOf(stretch, 'x00289506'), outline });
    }),
  );

/** Frames that are shown, one stretch after another, may each have their own (PS3.3 C.8.19.7, C.11.21). */
const seenIn = (home: DicomDataset): MaskItem['seen'] => {
  const within = (item: DicomDataset, ranges: MaskItem['ranges']): MaskItem['seen'] =>
    item
      .floats('x00289478')
      .slice(0, 1)
      .flatMap((percent) => (percent >= 0 && percent <= 100 ? [{ ranges, part: percent / 100 }] : []));
  const stretches = home.items('x00089458').flatMap((item) => {
    const [first, last] = [item.decimal('x00082142'), item.decimal('x00082143')];
    return first === undefined || last === undefined ? [] : within(item, [[first - 1, last - 1]]);
  });
  return [...stretches, ...within(home, null)];
};

const imagesOf = (item: DicomDataset): string[] =>
  item.items('x00081140').map((image) => image.string('x00081155'));

/** What a presentation state says of how much of the mask is seen, of the images that this item is for. */
const seenOf = (item: DicomDataset, root: DicomDataset): MaskItem['seen'] => {
  const own = imagesOf(item);
  const about = root.items('x00289505').filter((presented) => {
    const images = imagesOf(presented);
    return images.length === 0 || own.length === 0 || images.some((image) => own.includes(image));
  });
  return [...about, root].flatMap(seenIn);
};

/** One item of a Mask Subtraction Sequence; none where it takes nothing away. `root`: the image or the presentation state. */
export const readMask = (item: DicomDataset, root: DicomDataset): MaskItem[] => {
  const name = item.string('x00286101');
  if (name !== 'AVG_SUB' && name !== 'TID' && name !== 'REV_TID') return [];
  const masks = item.uint16s('x00286110').map((number) => number - 1);
  if (name === 'AVG_SUB' && masks.length === 0) return [];
  return [
    {
      operation: operations[name],
      ranges: rangesOf(item, 'x00286102'),
      masks,
      averaged: Math.max(1, item.uint16('x00286112') ?? 1),
      offset: item.int16('x00286120', true) ?? 1,
      shifts: [
        ...shiftsIn(item, { ranges: null, outline: null }),
        ...frameShifts(root, item),
        ...regionShifts(item),
      ],
      seen: seenOf(item, root),
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

/** Values that can be taken away from one another: greys of a run. */
export const isRun = (
  { samplesPerPixel, photometric, kind, bitsAllocated }: PixelFormat,
  frames: number,
): boolean =>
  frames > 1 &&
  samplesPerPixel === 1 &&
  photometric.startsWith('MONOCHROME') &&
  kind === 'integer' &&
  bitsAllocated >= 8 &&
  bitsAllocated <= 16;

/**
 * How one frame of a run is taken away from the others (Mask module, PS3.3 C.7.6.10). Of X-rays any frame can be taken as the
 * mask; null for what is no run of greys.
 */
export const readSubtraction = (
  dataset: DicomDataset,
  format: PixelFormat,
  frames: number,
  modality: string,
): Subtraction | null => {
  if (!isRun(format, frames)) return null;
  const items = dataset.items('x00286100').flatMap((item) => readMask(item, dataset));
  if (items.length === 0 && !isXray(modality)) return null;
  const representative = dataset.uint16('x00286010') ?? 0;
  return {
    items,
    recommended: items.length > 0 && dataset.string('x00281090') === 'SUB',
    representative: representative >= 1 && representative <= frames ? representative - 1 : null,
    ...intensityOf(dataset),
  };
};
