import type { DataSet } from '../dicom/data-set.ts';
import { jpegLsEncoder, type JpegLsEncode } from '../dicom/jpeg-ls.ts';
import { Thorax } from '../phantoms/thorax/thorax.ts';
import {
  frameOfReference,
  imageFile,
  littleEndian,
  sopClass,
  type ExamContext,
  type ImageFile,
  type SeriesPlan,
} from './context.ts';
import { ctChunk } from './parts.ts';

type Variant = 'current' | 'prior';

const size = 512;

/** Both scans cover 300 mm. */
const scans = {
  current: {
    pixel: 0.703125,
    spacing: 1.5,
    noise: 13,
    shift: [0, 0],
    kernel: 'Br40',
  },
  prior: { pixel: 0.74, spacing: 3, noise: 21, shift: [6, -4], kernel: 'Br44' },
} as const;

const thick = { spacing: 5, perChunk: 3 } as const;

/** z of the patient coordinate system at the top of the scan, millimetres. */
const topZ = 128.5;

const cache = new Map<Variant, Thorax>();

function thoraxOf(variant: Variant): Thorax {
  const existing = cache.get(variant);
  if (existing) return existing;
  const { pixel, noise, shift } = scans[variant];
  const made = new Thorax({
    size,
    pixel,
    contrast: variant === 'current',
    nodule: variant === 'current',
    shift,
    noise,
    seed: variant === 'current' ? 2026 : 2025,
  });
  cache.set(variant, made);
  return made;
}

/** 12 bits in 16, unsigned: HU + 1024. What lies outside the reconstructed circle is the least value. */
function stored(values: Float32Array): Uint16Array {
  const pixels = new Uint16Array(values.length);
  for (let y = 0; y < size; y++) {
    // Half the chord of the circle that fits in the picture.
    const half = Math.sqrt(Math.max(0, (size / 2) ** 2 - (y - (size - 1) / 2) ** 2));
    const from = Math.ceil((size - 1) / 2 - half);
    const to = Math.floor((size - 1) / 2 + half);
    for (let index = y * size + from; index <= y * size + to; index++) {
      const value = (values[index] ?? 0) + 1024.5;
      pixels[index] = value < 0 ? 0 : value > 4095 ? 4095 : value;
    }
  }
  return pixels;
}

function scanner(variant: Variant): DataSet {
  return {
    Manufacturer: 'Démonstration',
    ManufacturerModelName: variant === 'current' ? 'Fantôme TDM 128' : 'Fantôme TDM 64',
    StationName: variant === 'current' ? 'TDM2' : 'TDM1',
    DeviceSerialNumber: variant === 'current' ? '40128' : '40064',
    PatientPosition: 'HFS',
    KVP: variant === 'current' ? 110 : 100,
    GantryDetectorTilt: 0,
    TableHeight: 158,
    FilterType: 'FLAT',
    ...(variant === 'current' && {
      ContrastBolusAgent: 'Iomeprol 350',
      ContrastBolusRoute: 'IV',
      ContrastBolusVolume: 70,
    }),
  };
}

const pixelModule = (rows: number, columns: number, unit: 'HU' | 'US'): DataSet => ({
  SamplesPerPixel: 1,
  PhotometricInterpretation: 'MONOCHROME2',
  Rows: rows,
  Columns: columns,
  BitsAllocated: 16,
  BitsStored: 12,
  HighBit: 11,
  PixelRepresentation: 0,
  RescaleIntercept: -1024,
  RescaleSlope: 1,
  RescaleType: unit,
});

function axialPlan(variant: Variant, number: number): SeriesPlan {
  const { kernel, spacing } = scans[variant];
  const thickness = number === 3 ? thick.spacing : spacing;
  const millimetres = String(thickness).replace('.', ',');
  return {
    number,
    description: `Thorax ${variant === 'current' ? 'injecté' : 'basse dose'} ${millimetres} mm`,
    modality: 'CT',
    protocol: variant === 'current' ? 'Thorax IV' : 'Thorax basse dose',
    bodyPart: 'CHEST',
    after: number === 3 ? 640 : 410,
    attributes: { ...scanner(variant), ConvolutionKernel: kernel },
  };
}

function axialAttributes(context: ExamContext, variant: Variant, image: number, spacing: number): DataSet {
  const { pixel, shift } = scans[variant];
  const corner = -((size - 1) / 2) * pixel;
  const z = topZ - (image - 0.5) * spacing;
  return {
    ...frameOfReference(context),
    ...pixelModule(size, size, 'HU'),
    ImageType: ['ORIGINAL', 'PRIMARY', 'AXIAL'],
    AcquisitionNumber: 2,
    PixelSpacing: [pixel, pixel],
    ImageOrientationPatient: [1, 0, 0, 0, 1, 0],
    ImagePositionPatient: [corner - shift[0], corner - shift[1], z],
    SliceThickness: spacing,
    SpacingBetweenSlices: spacing,
    SliceLocation: z,
    PatientOrientation: ['L', 'P'],
    DataCollectionDiameter: 500,
    ReconstructionDiameter: pixel * size,
    XRayTubeCurrent: variant === 'current' ? 182 : 64,
    ExposureTime: 500,
    Exposure: variant === 'current' ? 91 : 32,
    SpiralPitchFactor: 1.2,
    WindowCenter: [40, -600],
    WindowWidth: [400, 1500],
    WindowCenterWidthExplanation: ['MEDIASTIN', 'POUMON'],
    LossyImageCompression: '00',
  };
}

async function axialChunk(context: ExamContext, variant: Variant, chunk: number): Promise<ImageFile[]> {
  const thorax = thoraxOf(variant);
  const scan = scans[variant];
  const files: ImageFile[] = [];
  const clean: Float32Array[] = [];
  const encode = await jpegLsEncoder(12);
  const plan = axialPlan(variant, 2);
  for (let index = chunk * ctChunk; index < (chunk + 1) * ctChunk; index++) {
    const image = index + 1;
    const z = (index + 0.5) * scan.spacing;
    const values = thorax.slice(z);
    if (variant === 'current') clean.push(values.slice());
    thorax.addNoise(values, z, image);
    const pixels = stored(values);
    files.push(
      imageFile(
        context,
        plan,
        { number: image, sopClassUid: sopClass.ct, after: image * 0.02 },
        axialAttributes(context, variant, image, scan.spacing),
        variant === 'prior'
          ? { kind: 'encapsulated', syntax: 'jpegLsLossless', frames: [encode(pixels, size, size)] }
          : { kind: 'native', bytes: littleEndian(pixels) },
      ),
    );
  }
  if (variant === 'current') files.push(...thickSlices(context, chunk, clean, thorax, encode));
  return files;
}

/** Five millimetres each: thin slices averaged by how much of them lies within. */
function thickSlices(
  context: ExamContext,
  chunk: number,
  thin: readonly Float32Array[],
  thorax: Thorax,
  encode: JpegLsEncode,
): ImageFile[] {
  const plan = axialPlan('current', 3);
  const { spacing } = scans.current;
  return Array.from({ length: thick.perChunk }, (_, index) => {
    const from = index * thick.spacing;
    const mean = new Float32Array(size * size);
    thin.forEach((values, position) => {
      const overlap =
        Math.min(from + thick.spacing, (position + 1) * spacing) - Math.max(from, position * spacing);
      if (overlap <= 0) return;
      const weight = overlap / thick.spacing;
      for (let i = 0; i < mean.length; i++) mean[i] = (mean[i] ?? 0) + (values[i] ?? 0) * weight;
    });
    const image = chunk * thick.perChunk + index + 1;
    thorax.addNoise(mean, (image - 0.5) * thick.spacing, 1000 + image, Math.sqrt(spacing / thick.spacing));
    return imageFile(
      context,
      plan,
      { number: image, sopClassUid: sopClass.ct, after: image * 0.02 },
      {
        ...axialAttributes(context, 'current', image, thick.spacing),
        ImageType: ['DERIVED', 'PRIMARY', 'AXIAL'],
      },
      { kind: 'encapsulated', syntax: 'jpegLsLossless', frames: [encode(stored(mean), size, size)] },
    );
  });
}

/** The scout: a coronal projection of the same body, one pixel a square millimetre. */
function scout(context: ExamContext, variant: Variant): ImageFile {
  const rows = 300;
  const step = 2;
  const spacing = 3;
  const columns = 400;
  const thorax = new Thorax({
    size: columns / step,
    pixel: step,
    contrast: false,
    nodule: variant === 'current',
    shift: scans[variant].shift,
    noise: 0,
    seed: 7,
  });
  const lines = Array.from({ length: rows / spacing }, (_, row) => {
    const values = thorax.slice((row + 0.5) * spacing);
    return Float32Array.from({ length: columns / step }, (_unused, column) => {
      let sum = 0;
      for (let y = 0; y < columns / step; y++) sum += (values[y * (columns / step) + column] ?? 0) + 1000;
      return sum * step * 0.001;
    });
  });
  const pixels = new Uint16Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const thickness = between(lines, (row + 0.5) / spacing - 0.5, column / step - 0.25);
      pixels[row * columns + column] = Math.min(4095, Math.round(1024 - 1000 + thickness * 7.5));
    }
  }
  const corner = -((columns - 1) / 2) - scans[variant].shift[0];
  return imageFile(
    context,
    {
      number: 1,
      description: 'Topogramme',
      modality: 'CT',
      protocol: 'Thorax',
      bodyPart: 'CHEST',
      after: 120,
      attributes: { ...scanner(variant), ConvolutionKernel: 'Tr20' },
    },
    { number: 1, sopClassUid: sopClass.ct, after: 1 },
    {
      ...frameOfReference(context),
      ...pixelModule(rows, columns, 'US'),
      ImageType: ['ORIGINAL', 'PRIMARY', 'LOCALIZER'],
      AcquisitionNumber: 1,
      PixelSpacing: [1, 1],
      ImageOrientationPatient: [1, 0, 0, 0, 0, -1],
      ImagePositionPatient: [corner, 0, topZ - 0.5],
      PatientOrientation: ['L', 'F'],
      SliceThickness: 1,
      XRayTubeCurrent: 35,
      WindowCenter: 500,
      WindowWidth: 2100,
      LossyImageCompression: '00',
    },
    { kind: 'native', bytes: littleEndian(pixels) },
  );
}

function between(lines: readonly Float32Array[], row: number, column: number): number {
  const y = Math.max(0, Math.min(lines.length - 1.001, row));
  const width = lines[0]?.length ?? 1;
  const x = Math.max(0, Math.min(width - 1.001, column));
  const above = lines[Math.floor(y)];
  const below = lines[Math.floor(y) + 1] ?? above;
  const left = Math.floor(x);
  const tx = x - left;
  const mix = (line: Float32Array | undefined): number =>
    (line?.[left] ?? 0) * (1 - tx) + (line?.[left + 1] ?? 0) * tx;
  return mix(above) * (1 - (y % 1)) + mix(below) * (y % 1);
}

/** Part 0 is the scout; the others are runs of slices. */
export async function makeCtThorax(
  context: ExamContext,
  variant: Variant,
  part: number,
): Promise<ImageFile[]> {
  return part === 0 ? [scout(context, variant)] : axialChunk(context, variant, part - 1);
}
