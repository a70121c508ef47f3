import { Enums, type Types } from '@cornerstonejs/core';
import type { LoadedImage } from '../series/series-loader.ts';
import { frameOf, pixelSize } from './image-facts.ts';

/** Where Cornerstone finds an `emage:` image: whoever shows it puts it here first. */
const images = new Map<string, LoadedImage>();

export const imageId = (stack: string, index: number): string => `emage:${stack}/${index}`;

export const rememberImage = (id: string, image: LoadedImage): void => void images.set(id, image);
export const forgetImage = (id: string): void => void images.delete(id);
export const findImage = (id: string): LoadedImage | undefined => images.get(id);

const plane = (image: LoadedImage): Record<string, unknown> => {
  const { geometry } = frameOf(image);
  const { row, column } = pixelSize(image);
  const orientation = geometry.orientation ?? [1, 0, 0, 0, 1, 0];
  const [a, b, c, d, e, f] = orientation;
  return {
    frameOfReferenceUID: image.instance.frameOfReferenceUid ?? undefined,
    rows: image.display.rows,
    columns: image.display.columns,
    imageOrientationPatient: [...orientation],
    rowCosines: [a, b, c],
    columnCosines: [d, e, f],
    imagePositionPatient: [...(geometry.position ?? [0, 0, 0])],
    sliceThickness: geometry.sliceThickness ?? undefined,
    rowPixelSpacing: row,
    columnPixelSpacing: column,
    pixelSpacing: [row, column],
    // Without a spacing Cornerstone must not speak of millimetres either.
    usingDefaultValues: geometry.spacing === null,
  };
};

const pixels = ({ display, instance }: LoadedImage): Record<string, unknown> => {
  const grey = display.kind === 'grey';
  const bits = grey ? display.values.BYTES_PER_ELEMENT * 8 : 8;
  return {
    samplesPerPixel: grey ? 1 : 3,
    // What is inverted is so by the stage, for each image: Cornerstone decides it once a stack.
    photometricInterpretation: grey ? 'MONOCHROME2' : 'RGB',
    rows: display.rows,
    columns: display.columns,
    bitsAllocated: bits,
    bitsStored: bits,
    highBit: bits - 1,
    pixelRepresentation: grey && display.values instanceof Int16Array ? 1 : 0,
    planarConfiguration: 0,
    modality: instance.modality,
  };
};

/** Cornerstone's metadata provider for our images. */
export const provideMetadata = (type: string, id: unknown): unknown => {
  const image = typeof id === 'string' ? images.get(id) : undefined;
  if (image === undefined) return undefined;
  switch (type) {
    case 'imagePlaneModule':
      return plane(image);
    case 'imagePixelModule':
      return pixels(image);
    case 'generalSeriesModule':
      return { modality: image.instance.modality };
    case 'sopCommonModule':
      return { sopClassUID: image.instance.sopClassUid, sopInstanceUID: image.instance.sopInstanceUid };
    case 'cineModule':
      return { frameTime: image.instance.frameTimes?.[0] };
    default:
      return undefined;
  }
};

/** An image as Cornerstone draws it: integers with the window left to the stage. */
export const cornerstoneImage = (id: string, image: LoadedImage): Omit<Types.IImage, 'voxelManager'> => {
  const { display } = image;
  const { row, column } = pixelSize(image);
  const data = display.kind === 'grey' ? display.values : display.pixels;
  const [min, max] = display.kind === 'grey' ? [display.min, display.max] : [0, 255];
  return {
    imageId: id,
    minPixelValue: min,
    maxPixelValue: max,
    slope: 1,
    intercept: 0,
    windowCenter: (min + max) / 2,
    windowWidth: Math.max(1, max - min),
    // Ours to compute: see window-range.ts.
    voiLUTFunction: Enums.VOILUTFunctionType.LINEAR,
    getPixelData: () => data,
    getCanvas: () => null as unknown as HTMLCanvasElement,
    rows: display.rows,
    columns: display.columns,
    height: display.rows,
    width: display.columns,
    color: display.kind === 'colour',
    rgba: false,
    numberOfComponents: display.kind === 'colour' ? 3 : 1,
    columnPixelSpacing: column,
    rowPixelSpacing: row,
    invert: false,
    photometricInterpretation: display.kind === 'colour' ? 'RGB' : 'MONOCHROME2',
    sizeInBytes: data.byteLength,
    dataType: data.constructor.name as Types.PixelDataTypedArrayString,
  };
};
