import type { DataSet } from '../dicom/data-set.ts';
import { kneeSignal, type KneeTissue } from '../phantoms/knee.ts';
import type { MrExam, MrSeries } from './mr.ts';
import { orientations } from './planes.ts';

type Signals = Readonly<Record<KneeTissue, number>>;

const t1: Signals = {
  air: 4,
  skin: 420,
  fat: 1150,
  muscle: 430,
  marrow: 980,
  cortex: 60,
  cartilage: 520,
  meniscus: 95,
  ligament: 80,
  cruciate: 230,
  fluid: 300,
  vessel: 120,
};
const protonDensityFatSat: Signals = {
  air: 4,
  skin: 300,
  fat: 185,
  muscle: 455,
  marrow: 205,
  cortex: 40,
  cartilage: 690,
  meniscus: 110,
  ligament: 75,
  cruciate: 250,
  fluid: 1240,
  vessel: 640,
};
const t2FatSat: Signals = {
  ...protonDensityFatSat,
  muscle: 300,
  fat: 140,
  marrow: 150,
  cartilage: 470,
  fluid: 1320,
  skin: 200,
  cruciate: 160,
};

const sequence = (repetition: number, echo: number, fatSaturated: boolean): DataSet => ({
  ScanningSequence: 'SE',
  SequenceVariant: ['SK', 'SP'],
  ScanOptions: fatSaturated ? 'FS' : '',
  MRAcquisitionType: '2D',
  RepetitionTime: repetition,
  EchoTime: echo,
  EchoTrainLength: echo > 20 ? 7 : 3,
  FlipAngle: 150,
  NumberOfAverages: 1,
  PixelBandwidth: 190,
});

const common = {
  thickness: 3,
  coil: { centre: [0, -10, 0], reach: 125 },
} satisfies Partial<MrSeries>;

const sagittal = {
  ...orientations.sagittal,
  centre: [43.75, 0, 2],
  step: [-3.5, 0, 0],
  size: 256,
  pixel: 0.625,
} as const;

export const mrKnee: MrExam = {
  protocol: 'Genou',
  bodyPart: 'KNEE',
  patientPosition: 'FFS',
  equipment: {
    Manufacturer: 'Démonstration',
    ManufacturerModelName: 'Fantôme IRM 1,5 T',
    StationName: 'IRM1',
    DeviceSerialNumber: '15001',
    MagneticFieldStrength: 1.5,
    ImagingFrequency: 63.87,
    ImagedNucleus: '1H',
    ReceiveCoilName: 'Genou 15 canaux',
    Laterality: 'R',
  },
  series: [
    {
      ...common,
      description: 'Sag T1',
      stack: sagittal,
      images: 26,
      signal: kneeSignal(t1, 0.75),
      noise: 20,
      window: [560, 1120],
      sequence: sequence(560, 12, false),
    },
    {
      ...common,
      description: 'Sag DP FS',
      stack: sagittal,
      images: 26,
      signal: kneeSignal(protonDensityFatSat, 0.75),
      noise: 19,
      window: [430, 860],
      sequence: sequence(2900, 33, true),
    },
    {
      ...common,
      description: 'Ax T2 FS',
      stack: { ...orientations.axial, centre: [0, 0, 56], step: [0, 0, -4], size: 256, pixel: 0.625 },
      images: 24,
      thickness: 3.5,
      signal: kneeSignal(t2FatSat, 0.8),
      noise: 20,
      window: [400, 800],
      sequence: sequence(4100, 62, true),
    },
    {
      ...common,
      description: 'Cor DP FS',
      stack: { ...orientations.coronal, centre: [0, -46.5, 2], step: [0, 3.5, 0], size: 256, pixel: 0.625 },
      images: 28,
      signal: kneeSignal(protonDensityFatSat, 0.75),
      noise: 19,
      window: [430, 860],
      sequence: sequence(2900, 33, true),
    },
  ],
};
