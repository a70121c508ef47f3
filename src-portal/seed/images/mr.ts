import type { DataSet } from '../dicom/data-set.ts';
import { noiseTexture, type NoiseTexture } from '../phantoms/noise.ts';
import { randomFrom } from '../phantoms/random.ts';
import {
  frameOfReference,
  imageFile,
  littleEndian,
  sopClass,
  type ExamContext,
  type ImageFile,
  type SeriesPlan,
} from './context.ts';
import { origin, sample, type Stack } from './planes.ts';

type Signal = (x: number, y: number, z: number) => number;

export interface MrSeries {
  readonly description: string;
  readonly stack: Stack;
  readonly images: number;
  readonly thickness: number;
  readonly signal: Signal;
  /** Standard deviation in each of the two channels. */
  readonly noise: number;
  /** Where the coil hears best, and over which distance it fades; millimetres. */
  readonly coil: { readonly centre: readonly [number, number, number]; readonly reach: number };
  readonly window: readonly [centre: number, width: number];
  /** Sequence attributes: repetition and echo times and so on. */
  readonly sequence: DataSet;
}

export interface MrExam {
  readonly protocol: string;
  readonly bodyPart: string;
  readonly patientPosition: 'HFS' | 'FFS';
  readonly equipment: DataSet;
  readonly series: readonly MrSeries[];
}

let texture: NoiseTexture | null = null;

/** Magnitude of a signal with noise in two channels (Rice), times the coil's sensitivity, as 12 bits. */
function magnitudes(series: MrSeries, index: number): Uint16Array {
  const { stack, noise, coil, signal } = series;
  const grain = (texture ??= noiseTexture(4242, 0));
  const random = randomFrom(index * 7331 + stack.size + Math.round(series.window[0]));
  const offsets = Array.from({ length: 4 }, () => Math.floor(random() * 1024));
  const [ax = 0, ay = 0, bx = 0, by = 0] = offsets;
  const heard: Signal = (x, y, z) => {
    const d2 = (x - coil.centre[0]) ** 2 + (y - coil.centre[1]) ** 2 + (z - coil.centre[2]) ** 2;
    return signal(x, y, z) / (1 + d2 / (coil.reach * coil.reach));
  };
  const values = sample(stack, index, heard);
  const pixels = new Uint16Array(values.length);
  for (let i = 0; i < values.length; i++) {
    const x = i % stack.size;
    const y = (i / stack.size) | 0;
    const real = (values[i] ?? 0) + noise * grain.at(x + ax, y + ay);
    const imaginary = noise * grain.at(x + bx, y + by);
    pixels[i] = Math.min(4095, Math.round(Math.hypot(real, imaginary)));
  }
  return pixels;
}

/** All images of one series; series are numbered from 1. */
export function makeMrSeries(context: ExamContext, exam: MrExam, index: number): ImageFile[] {
  const series = exam.series[index];
  if (!series) throw new RangeError(`no MR series ${index}`);
  const { stack, thickness } = series;
  const plan: SeriesPlan = {
    number: index + 1,
    description: series.description,
    modality: 'MR',
    protocol: exam.protocol,
    bodyPart: exam.bodyPart,
    after: 180 + index * 290,
    attributes: { PatientPosition: exam.patientPosition, ...exam.equipment, ...series.sequence },
  };
  return Array.from({ length: series.images }, (_, slice) => {
    const corner = origin(stack, slice);
    const along = stack.step.findIndex((component) => component !== 0);
    return imageFile(
      context,
      plan,
      { number: slice + 1, sopClassUid: sopClass.mr, after: slice * 0.08 },
      {
        ...frameOfReference(context),
        ImageType: ['ORIGINAL', 'PRIMARY', 'OTHER'],
        AcquisitionNumber: 1,
        SamplesPerPixel: 1,
        PhotometricInterpretation: 'MONOCHROME2',
        Rows: stack.size,
        Columns: stack.size,
        BitsAllocated: 16,
        BitsStored: 12,
        HighBit: 11,
        PixelRepresentation: 0,
        PixelSpacing: [stack.pixel, stack.pixel],
        ImageOrientationPatient: [...stack.row, ...stack.column],
        ImagePositionPatient: [...corner],
        SliceThickness: thickness,
        SpacingBetweenSlices: Math.hypot(...stack.step),
        SliceLocation: corner[along] ?? 0,
        PatientOrientation: [letter(stack.row), letter(stack.column)],
        WindowCenter: series.window[0],
        WindowWidth: series.window[1],
        LossyImageCompression: '00',
      },
      { kind: 'native', bytes: littleEndian(magnitudes(series, slice)) },
    );
  });
}

function letter([x, y, z]: readonly [number, number, number]): string {
  if (x !== 0) return x > 0 ? 'L' : 'R';
  if (y !== 0) return y > 0 ? 'P' : 'A';
  return z > 0 ? 'H' : 'F';
}
