import type { DataSet } from '../dicom/data-set.ts';
import { jpegLsEncoder } from '../dicom/jpeg-ls.ts';
import { noiseTexture } from '../phantoms/noise.ts';
import type { Radiograph } from '../phantoms/radiograph.ts';
import { imageFile, sopClass, type ExamContext, type ImageFile, type SeriesPlan } from './context.ts';

export interface View {
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

export const code = (value: string, scheme: string, meaning: string): DataSet => ({
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

/** One radiograph, a series of its own. */
export async function dxFile(context: ExamContext, number: number, view: View): Promise<ImageFile> {
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
