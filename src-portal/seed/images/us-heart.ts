import sharp from 'sharp';
import type { DataSet } from '../dicom/data-set.ts';
import { ultrasoundPictures } from '../phantoms/heart-ultrasound.ts';
import { drawCalliper, screen } from '../phantoms/ultrasound-screen.ts';
import { imageFile, sopClass, type ExamContext, type ImageFile, type SeriesPlan } from './context.ts';

const { width, height } = screen;

/** One beat at 68 a minute. */
const frames = 44;
const frameTime = 60_000 / 68 / frames;

const centimetres = 3;

function region(colour: boolean): DataSet {
  const half = Math.sin(screen.halfAngle) * screen.depth * screen.perCm;
  return {
    RegionSpatialFormat: 1,
    RegionDataType: colour ? 2 : 1,
    RegionFlags: 0,
    RegionLocationMinX0: Math.round(screen.probeX - half),
    RegionLocationMinY0: screen.probeY,
    RegionLocationMaxX1: Math.round(screen.probeX + half),
    RegionLocationMaxY1: Math.round(screen.probeY + screen.depth * screen.perCm),
    ReferencePixelX0: Math.round(half),
    ReferencePixelY0: 0,
    PhysicalUnitsXDirection: centimetres,
    PhysicalUnitsYDirection: centimetres,
    PhysicalDeltaX: 1 / screen.perCm,
    PhysicalDeltaY: 1 / screen.perCm,
  };
}

const pixelModule = (grey: boolean): DataSet => ({
  Rows: height,
  Columns: width,
  BitsAllocated: 8,
  BitsStored: 8,
  HighBit: 7,
  PixelRepresentation: 0,
  SamplesPerPixel: grey ? 1 : 3,
  ...(!grey && { PlanarConfiguration: 0 }),
});

function plan(number: number, description: string): SeriesPlan {
  return {
    number,
    description,
    modality: 'US',
    protocol: 'Coeur adulte',
    bodyPart: 'HEART',
    after: number * 130,
    attributes: {
      Manufacturer: 'Démonstration',
      ManufacturerModelName: 'Fantôme écho',
      StationName: 'ECHO2',
      DeviceSerialNumber: '90210',
      TransducerType: 'SECTOR_PHASED',
      MechanicalIndex: 1.1,
      HeartRate: 68,
    },
  };
}

interface Cine {
  readonly plain: readonly Uint8Array[];
  readonly coloured: readonly Uint8Array[];
}

/** Both cines show the same beat: its pictures are made once. */
async function beat(): Promise<Cine> {
  const pictures = Array.from({ length: frames }, (_, frame) => ultrasoundPictures(frame / frames, frame));
  const jpeg = (rgb: Buffer, colour: boolean): Promise<Buffer> => {
    const picture = sharp(rgb, { raw: { width, height, channels: 3 } });
    return (colour ? picture : picture.toColourspace('b-w')).jpeg({ quality: 86 }).toBuffer();
  };
  return {
    plain: await Promise.all(pictures.map(({ plain }) => jpeg(plain.rgb, false))),
    coloured: await Promise.all(pictures.map(({ coloured }) => jpeg(coloured.rgb, true))),
  };
}

function cine(context: ExamContext, number: 1 | 2, pictures: readonly Uint8Array[]): ImageFile {
  const colour = number === 2;
  const stored = pictures.reduce((sum, { length }) => sum + length, 0);
  return imageFile(
    context,
    plan(number, colour ? 'Apicale 4 cavités, Doppler couleur' : 'Apicale 4 cavités'),
    { number: 1, sopClassUid: sopClass.usMultiFrame, after: 0 },
    {
      ...pixelModule(!colour),
      PhotometricInterpretation: colour ? 'YBR_FULL_422' : 'MONOCHROME2',
      ImageType: ['ORIGINAL', 'PRIMARY', 'INTRACARDIAC', colour ? '0011' : '0001'],
      NumberOfFrames: frames,
      FrameTime: frameTime,
      FrameIncrementPointer: ['FrameTime'],
      CineRate: Math.round(1000 / frameTime),
      RecommendedDisplayFrameRate: Math.round(1000 / frameTime),
      PreferredPlaybackSequencing: 0,
      SequenceOfUltrasoundRegions: [region(colour)],
      PatientOrientation: '',
      LossyImageCompression: '01',
      LossyImageCompressionMethod: 'ISO_10918_1',
      LossyImageCompressionRatio: Number(((width * height * frames * (colour ? 3 : 1)) / stored).toFixed(2)),
    },
    { kind: 'encapsulated', syntax: 'jpegBaseline', frames: pictures },
  );
}

/** A still picture at the end of filling, with the left ventricle's width measured in it. */
function still(context: ExamContext): ImageFile {
  const { plain: frame } = ultrasoundPictures(0.995, 500);
  drawCalliper(frame, [-0.45, 7.2], [3.6, 7.2]);
  return imageFile(
    context,
    plan(3, 'Mesure du ventricule gauche'),
    { number: 1, sopClassUid: sopClass.us, after: 0 },
    {
      ...pixelModule(false),
      PhotometricInterpretation: 'RGB',
      ImageType: ['ORIGINAL', 'PRIMARY', 'INTRACARDIAC', '0001'],
      SequenceOfUltrasoundRegions: [region(false)],
      PatientOrientation: '',
      LossyImageCompression: '00',
    },
    { kind: 'native', bytes: frame.rgb },
  );
}

export async function makeHeart(context: ExamContext): Promise<ImageFile[]> {
  const { plain, coloured } = await beat();
  return [cine(context, 1, plain), cine(context, 2, coloured), still(context)];
}
