import type { DataSet } from '../dicom/data-set.ts';
import { ages, brainSignal, type HeadTissue } from '../phantoms/brain.ts';
import type { MrExam } from './mr.ts';
import { orientations } from './planes.ts';

type Signals = Readonly<Record<HeadTissue, number>>;

const flair: Signals = {
  air: 3,
  scalp: 800,
  bone: 30,
  marrow: 420,
  fluid: 60,
  grey: 620,
  white: 480,
  deep: 560,
  muscle: 320,
  vessel: 70,
  lesion: 900,
  eye: 90,
};
const t1: Signals = {
  air: 3,
  scalp: 1050,
  bone: 35,
  marrow: 640,
  fluid: 150,
  grey: 430,
  white: 620,
  deep: 500,
  muscle: 390,
  vessel: 120,
  lesion: 520,
  eye: 190,
};

const field = {
  old: { tesla: 1.5, frequency: 63.87, model: 'Fantôme IRM 1,5 T' },
  young: { tesla: 3, frequency: 123.25, model: 'Fantôme IRM 3 T' },
} as const;

const flairSequence: DataSet = {
  ScanningSequence: ['SE', 'IR'],
  SequenceVariant: ['SK', 'SP'],
  ScanOptions: 'FS',
  MRAcquisitionType: '2D',
  RepetitionTime: 9000,
  EchoTime: 92,
  InversionTime: 2500,
  EchoTrainLength: 16,
  FlipAngle: 150,
  NumberOfAverages: 1,
};
const t1Sequence: DataSet = {
  ScanningSequence: 'SE',
  SequenceVariant: 'SP',
  ScanOptions: '',
  MRAcquisitionType: '2D',
  RepetitionTime: 520,
  EchoTime: 9,
  EchoTrainLength: 1,
  FlipAngle: 90,
  NumberOfAverages: 1,
};

export function mrBrain(age: 'young' | 'old'): MrExam {
  const { tesla, frequency, model } = field[age];
  const axial = {
    ...orientations.axial,
    centre: [0, 4, -54],
    step: [0, 0, 5.5],
    size: 224,
    pixel: 1.03,
  } as const;
  const coil = { centre: [0, 0, 0], reach: 230 } as const;
  const noise = age === 'young' ? 11 : 15;
  return {
    protocol: 'Crâne',
    bodyPart: 'BRAIN',
    patientPosition: 'HFS',
    equipment: {
      Manufacturer: 'Démonstration',
      ManufacturerModelName: model,
      StationName: age === 'young' ? 'IRM3' : 'IRM2',
      DeviceSerialNumber: age === 'young' ? '30003' : '15002',
      MagneticFieldStrength: tesla,
      ImagingFrequency: frequency,
      ImagedNucleus: '1H',
      ReceiveCoilName: 'Tête 20 canaux',
    },
    series: [
      {
        description: 'Ax FLAIR',
        stack: axial,
        images: 24,
        thickness: 5,
        signal: brainSignal(flair, ages[age], 1.1),
        noise,
        coil,
        window: [430, 860],
        sequence: flairSequence,
      },
      {
        description: 'Ax T1',
        stack: axial,
        images: 24,
        thickness: 5,
        signal: brainSignal(t1, ages[age], 1.1),
        noise,
        coil,
        window: [420, 760],
        sequence: t1Sequence,
      },
      {
        description: 'Sag T1',
        stack: {
          ...orientations.sagittal,
          centre: [57.75, -4, -14],
          step: [-5.5, 0, 0],
          size: 224,
          pixel: 1.07,
        },
        images: 22,
        thickness: 5,
        signal: brainSignal(t1, ages[age], 1.1),
        noise,
        coil,
        window: [420, 760],
        sequence: t1Sequence,
      },
    ],
  };
}
