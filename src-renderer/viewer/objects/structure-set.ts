import type { DicomDataset } from '../dicom/dataset.ts';
import { referencesIn } from './codes.ts';

export interface Contour {
  /** The image it was drawn on; empty where the file does not say. */
  readonly sopInstanceUid: string;
  readonly closed: boolean;
  /** x y z x y z …, millimetres in the patient. */
  readonly points: Float64Array;
}

export interface Structure {
  readonly number: number;
  readonly name: string;
  /** Red, green, blue, 0 to 255. */
  readonly colour: readonly [number, number, number];
  readonly contours: readonly Contour[];
}

export interface StructureSet {
  readonly kind: 'structure-set';
  readonly label: string;
  readonly frameOfReferenceUid: string;
  readonly structures: readonly Structure[];
}

const MOST_CONTOURS = 100_000;

const colourOf = (dataset: DicomDataset, index: number): Structure['colour'] => {
  const [red, green, blue] = dataset.decimals('x3006002a');
  const valid = [red, green, blue].every((part) => part !== undefined && part >= 0 && part <= 255);
  return valid ? [red ?? 0, green ?? 0, blue ?? 0] : spareColour(index);
};

/** Colours that can be told apart, for files that name none. */
export const spareColour = (index: number): readonly [number, number, number] => {
  const colours = [
    [230, 120, 60],
    [80, 170, 230],
    [120, 200, 90],
    [220, 200, 70],
    [200, 110, 210],
    [80, 210, 200],
  ] as const;
  return colours[index % colours.length] ?? [230, 120, 60];
};

const contourOf = (item: DicomDataset): Contour | null => {
  const values = item.decimals('x30060050');
  if (values.length < 3 || values.length % 3 !== 0) return null;
  const type = item.string('x30060042');
  return {
    sopInstanceUid: referencesIn(item, 'x30060016')[0]?.sopInstanceUid ?? '',
    closed: type.startsWith('CLOSED'),
    points: Float64Array.from(values),
  };
};

/** Reads an RT Structure Set (PS3.3 C.8.8.5, C.8.8.6). */
export const readStructureSet = (dataset: DicomDataset): StructureSet => {
  const drawn = new Map(dataset.items('x30060039').map((item) => [item.decimal('x30060084'), item]));
  let left = MOST_CONTOURS;
  const structures = dataset.items('x30060020').map((roi, index): Structure => {
    const number = roi.decimal('x30060022') ?? index + 1;
    const item = drawn.get(number);
    const contours = (item?.items('x30060040') ?? []).slice(0, left).flatMap((each) => contourOf(each) ?? []);
    left -= contours.length;
    return {
      number,
      name: roi.text('x30060026'),
      colour: item === undefined ? spareColour(index) : colourOf(item, index),
      contours,
    };
  });
  const [roi] = dataset.items('x30060020');
  return {
    kind: 'structure-set',
    label: dataset.text('x30060002'),
    frameOfReferenceUid:
      roi?.string('x30060024') ||
      dataset.item('x30060010')?.string('x00200052') ||
      dataset.string('x00200052'),
    structures,
  };
};
