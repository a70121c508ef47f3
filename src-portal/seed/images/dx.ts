import type { DataSet } from '../dicom/data-set.ts';
import { jpegLsEncoder } from '../dicom/jpeg-ls.ts';
import { chestRadiograph, projectThorax, type ChestProjections } from '../phantoms/chest-radiograph.ts';
import { handRadiograph } from '../phantoms/hand.ts';
import { noiseTexture } from '../phantoms/noise.ts';
import type { Radiograph } from '../phantoms/radiograph.ts';
import { imageFile, sopClass, type ExamContext, type ImageFile, type SeriesPlan } from './context.ts';

interface View {
  readonly description: string;
  readonly bodyPart: string;
  readonly viewPosition: string;
  readonly orientation: readonly [string, string];
  readonly laterality: 'L' | 'R' | 'U';
  readonly region: DataSet;
  readonly view: DataSet;
  readonly picture: Radiograph;
  /** Stored value of an attenuation. */
  readonly tone: (attenuation: number) => number;
  /** Standard deviation, of 4,095. */
  readonly noise: number;
  /** Black bones on white, as films were shown (MONOCHROME1). */
  readonly inverted: boolean;
  readonly exposure: DataSet;
}

const code = (value: string, scheme: string, meaning: string): DataSet => ({
  CodeValue: value,
  CodingSchemeDesignator: scheme,
  CodeMeaning: meaning,
});

function pixelsOf({ picture, tone, noise, inverted }: View, seed: number): Uint16Array {
  const grain = noiseTexture(seed, 1);
  const pixels = new Uint16Array(picture.values.length);
  for (let index = 0; index < pixels.length; index++) {
    const value =
      tone(picture.values[index] ?? 0) +
      noise * grain.at((index % picture.width) + seed, ((index / picture.width) | 0) + seed);
    const white = Math.min(4095, Math.max(0, Math.round(value)));
    pixels[index] = inverted ? 4095 - white : white;
  }
  return pixels;
}

async function dxFile(context: ExamContext, number: number, view: View): Promise<ImageFile> {
  const { picture } = view;
  const encode = await jpegLsEncoder(12);
  const pixels = pixelsOf(view, 60 + number);
  const plan: SeriesPlan = {
    number,
    description: view.description,
    modality: 'DX',
    protocol: view.description,
    bodyPart: view.bodyPart,
    after: 60 + number * 45,
    attributes: {
      Manufacturer: 'Démonstration',
      ManufacturerModelName: 'Fantôme DR',
      StationName: 'DR1',
      DeviceSerialNumber: '70431',
      PresentationIntentType: 'FOR PRESENTATION',
    },
  };
  return imageFile(
    context,
    plan,
    { number: 1, sopClassUid: sopClass.dx, after: 0 },
    {
      ImageType: ['ORIGINAL', 'PRIMARY', ''],
      AcquisitionNumber: number,
      SamplesPerPixel: 1,
      PhotometricInterpretation: view.inverted ? 'MONOCHROME1' : 'MONOCHROME2',
      PresentationLUTShape: view.inverted ? 'INVERSE' : 'IDENTITY',
      Rows: picture.height,
      Columns: picture.width,
      BitsAllocated: 16,
      BitsStored: 12,
      HighBit: 11,
      PixelRepresentation: 0,
      PixelIntensityRelationship: 'LOG',
      PixelIntensityRelationshipSign: view.inverted ? 1 : -1,
      RescaleIntercept: 0,
      RescaleSlope: 1,
      RescaleType: 'US',
      WindowCenter: 2048,
      WindowWidth: 4096,
      ImagerPixelSpacing: [picture.pixel, picture.pixel],
      PixelSpacing: [picture.pixel, picture.pixel],
      DetectorType: 'SCINTILLATOR',
      PositionerType: 'NONE',
      ViewPosition: view.viewPosition,
      ImageLaterality: view.laterality,
      PatientOrientation: view.orientation,
      AnatomicRegionSequence: [view.region],
      ViewCodeSequence: [view.view],
      AcquisitionContextSequence: '',
      LossyImageCompression: '00',
      BurnedInAnnotation: 'NO',
      ...view.exposure,
    },
    {
      kind: 'encapsulated',
      syntax: 'jpegLsLossless',
      frames: [encode(pixels, picture.width, picture.height)],
    },
  );
}

export async function makeHand(
  context: ExamContext,
  age: 'adult' | 'child',
  part: number,
): Promise<ImageFile[]> {
  const oblique = part === 1;
  const child = age === 'child';
  const [width, height] = child ? [1640, 1900] : [2000, 2430];
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
      picture: handRadiograph({ age, oblique, width, height, pixel: 0.1 }),
      tone: (a) => 3950 * (1 - Math.exp(-a * (child ? 1.75 : 1.35))) + 40,
      noise: 16,
      inverted: child,
      exposure: { KVP: 52, ExposureTime: 12, XRayTubeCurrent: 200, Exposure: 2 },
    }),
  ];
}

let projections: ChestProjections | null = null;

export async function makeChest(context: ExamContext): Promise<ImageFile[]> {
  const { front, side } = (projections ??= projectThorax());
  const pixel = 0.16;
  const frontal: View = {
    description: 'Thorax face',
    bodyPart: 'CHEST',
    viewPosition: 'PA',
    orientation: ['L', 'F'],
    laterality: 'U',
    region: code('51185008', 'SCT', 'Chest'),
    view: code('272479007', 'SCT', 'postero-anterior'),
    picture: chestRadiograph(front, 2190, 1860, pixel),
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
    picture: chestRadiograph(side, 2190, 1860, pixel),
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
