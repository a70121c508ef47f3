import sharp from 'sharp';
import type { DataSet } from '../dicom/data-set.ts';
import type { Pixels } from '../dicom/part10.ts';
import { ultrasoundFrame } from '../phantoms/heart-ultrasound.ts';
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

async function jpegs(colour: boolean): Promise<Pixels> {
  const pictures: Uint8Array[] = [];
  for (let frame = 0; frame < frames; frame++) {
    const { rgb } = ultrasoundFrame(frame / frames, frame, colour);
    const picture = sharp(rgb, { raw: { width, height, channels: 3 } });
    const encoded = colour ? picture : picture.toColourspace('b-w');
    pictures.push(await encoded.jpeg({ quality: 86 }).toBuffer());
  }
  return { kind: 'encapsulated', syntax: 'jpegBaseline', frames: pictures };
}

async function cine(context: ExamContext, number: 1 | 2): Promise<ImageFile> {
  const colour = number === 2;
  const pixels = await jpegs(colour);
  const stored =
    pixels.kind === 'encapsulated' ? pixels.frames.reduce((sum, { length }) => sum + length, 0) : 1;
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
    pixels,
  );
}

/** A still picture at the end of filling, with the left ventricle's width measured in it. */
function still(context: ExamContext): ImageFile {
  const frame = ultrasoundFrame(0.995, 500, false);
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

export async function makeHeart(context: ExamContext, part: number): Promise<ImageFile[]> {
  return part === 0 ? [await cine(context, 1), still(context)] : [await cine(context, 2)];
}
