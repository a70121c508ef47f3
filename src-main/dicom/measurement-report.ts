import type { Annotation, Reading } from '../../src-shared/domain/notes.ts';
import { documentModule, type DocumentSubject, newUid } from './document-module.ts';
import { type Code, codeItem, content } from './sr-content.ts';
import { type NaturalDataset, writePart10 } from './write-part10.ts';

const COMPREHENSIVE_SR = '1.2.840.10008.5.1.4.1.1.88.33';

const units = {
  millimetre: ['mm', 'UCUM', 'millimeter'],
  squareMillimetre: ['mm2', 'UCUM', 'square millimeter'],
  pixels: ['{pixels}', 'UCUM', 'pixels'],
  degree: ['deg', 'UCUM', 'degree'],
  hounsfield: ["[hnsf'U]", 'UCUM', 'Hounsfield unit'],
  gray: ['Gy', 'UCUM', 'Gray'],
  uptake: ['g/ml{SUVbw}', 'UCUM', 'Standardized Uptake Value body weight'],
  second: ['s', 'UCUM', 'second'],
  speed: ['cm/s', 'UCUM', 'centimeter per second'],
  hertz: ['Hz', 'UCUM', 'Hertz'],
  activity: ['Bq/ml', 'UCUM', 'Becquerels/milliliter'],
  none: ['1', 'UCUM', 'no units'],
} as const satisfies Record<string, Code>;

const concepts = {
  length: ['410668003', 'SCT', 'Length'],
  angle: ['1483009', 'SCT', 'Angle'],
  cobb: ['285285000', 'SCT', 'Cobb angle'],
  area: ['42798000', 'SCT', 'Area'],
  attenuation: ['112031', 'DCM', 'Attenuation Coefficient'],
  dose: ['128513', 'DCM', 'Absorbed Dose'],
  uptake: ['126401', 'DCM', 'SUVbw'],
  distance: ['121206', 'DCM', 'Distance'],
  time: ['410670007', 'SCT', 'Time'],
  quantity: ['246205007', 'SCT', 'Quantity'],
  comment: ['121106', 'DCM', 'Comment'],
  region: ['111030', 'DCM', 'Image Region'],
  derivation: ['121401', 'DCM', 'Derivation'],
} as const satisfies Record<string, Code>;

const derivations = {
  mean: ['373098007', 'SCT', 'Mean'],
  deviation: ['386136009', 'SCT', 'Standard Deviation'],
  least: ['255605001', 'SCT', 'Minimum'],
  greatest: ['56851009', 'SCT', 'Maximum'],
} as const satisfies Record<string, Code>;

const values: Readonly<Record<string, readonly [Code, Code]>> = {
  HU: [concepts.attenuation, units.hounsfield],
  SUV: [concepts.uptake, units.uptake],
  Gy: [concepts.dose, units.gray],
  'Bq/ml': [concepts.quantity, units.activity],
};

const traces: Readonly<
  Record<(Reading & { kind: 'trace' })['parts'][number]['quantity'], readonly [Code, Code]>
> = {
  duration: [concepts.time, units.second],
  distance: [concepts.distance, units.millimetre],
  speed: [concepts.quantity, units.speed],
  'speed-change': [concepts.quantity, units.speed],
  'frequency-change': [concepts.quantity, units.hertz],
};

const valueOf = (unit: string): readonly [Code, Code] => values[unit] ?? [concepts.quantity, units.none];

type Points = Annotation['points'];

/** A rectangle is a closed polyline; an ellipse has the ends of its long axis, then of its short one (C.18.6.1.2). */
const outline = (kind: 'ellipse' | 'rectangle', points: Points): Points => {
  const [a = { x: 0, y: 0 }, b = a] = points;
  if (kind === 'rectangle') return [a, { x: b.x, y: a.y }, b, { x: a.x, y: b.y }, a];
  const middle = { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
  const across = [
    { x: Math.min(a.x, b.x), y: middle.y },
    { x: Math.max(a.x, b.x), y: middle.y },
  ];
  const down = [
    { x: middle.x, y: Math.min(a.y, b.y) },
    { x: middle.x, y: Math.max(a.y, b.y) },
  ];
  return Math.abs(b.x - a.x) >= Math.abs(b.y - a.y) ? [...across, ...down] : [...down, ...across];
};

const areaNumbers = (reading: Reading & { kind: 'area' }): NaturalDataset[] => {
  const area = content.number(
    concepts.area,
    reading.area,
    reading.scale === 'pixels' ? units.pixels : units.squareMillimetre,
    [],
  );
  const { statistics } = reading;
  // Of a part of it they would pass for those of the whole.
  if (statistics === null || reading.missing !== undefined) return [area];
  const [concept, unit] = valueOf(statistics.units);
  const derived = (['mean', 'deviation', 'least', 'greatest'] as const).map((name) =>
    content.number(concept, statistics[name], unit, [
      content.code('HAS CONCEPT MOD', concepts.derivation, derivations[name]),
    ]),
  );
  return [area, ...derived];
};

const measured = (annotation: Annotation, frames: number): NaturalDataset[] => {
  const { kind, points, reading, image } = annotation;
  const from = (shape: 'POINT' | 'POLYLINE', which: Points = points): NaturalDataset =>
    content.coordinates('INFERRED FROM', null, shape, which, image, frames);
  switch (reading.kind) {
    case 'length': {
      const unit = reading.scale === 'pixels' ? units.pixels : units.millimetre;
      return [content.number(concepts.length, reading.length, unit, [from('POLYLINE')])];
    }
    case 'angle': {
      const lines =
        kind === 'cobb'
          ? [from('POLYLINE', points.slice(0, 2)), from('POLYLINE', points.slice(2))]
          : [from('POLYLINE')];
      const concept = kind === 'cobb' ? concepts.cobb : concepts.angle;
      return [content.number(concept, reading.degrees, units.degree, lines)];
    }
    case 'area': {
      const shape = kind === 'ellipse' ? 'ELLIPSE' : 'POLYLINE';
      const region = outline(kind === 'ellipse' ? 'ellipse' : 'rectangle', points);
      return [
        content.coordinates('CONTAINS', concepts.region, shape, region, image, frames),
        ...areaNumbers(reading),
      ];
    }
    case 'value': {
      const [concept, unit] = valueOf(reading.units);
      return reading.values.map((value) => content.number(concept, value, unit, [from('POINT')]));
    }
    case 'trace':
      return reading.parts.map(({ quantity, value }) => {
        const [concept, unit] = traces[quantity];
        return content.number(concept, value, unit, [from(kind === 'probe' ? 'POINT' : 'POLYLINE')]);
      });
    case 'none':
      return [];
  }
};

/** What the numbers alone do not say; null where they say all. */
const caveat = (reading: Reading): string | null => {
  if ((reading.kind === 'length' || reading.kind === 'area') && reading.scale === 'mm-detector')
    return 'At the detector, where all is larger than in the patient';
  const isChange =
    reading.kind === 'trace' &&
    reading.parts.some(({ quantity }) => quantity === 'speed-change' || quantity === 'frequency-change');
  return isChange ? 'Difference between the ends' : null;
};

const group = (annotation: Annotation, number: number, frames: number): NaturalDataset => {
  const { text, points, image, kind } = annotation;
  const shape = kind === 'text' ? 'POINT' : 'POLYLINE';
  const words = text === '' && annotation.reading.kind === 'none' ? kind : text;
  const caution = caveat(annotation.reading);
  const comment =
    words === ''
      ? []
      : [
          content.text('CONTAINS', concepts.comment, words, [
            content.coordinates(
              'INFERRED FROM',
              null,
              kind === 'probe' ? 'POINT' : shape,
              points,
              image,
              frames,
            ),
          ]),
        ];
  return content.container(
    ['125007', 'DCM', 'Measurement Group'],
    [
      content.text('HAS OBS CONTEXT', ['112039', 'DCM', 'Tracking Identifier'], `${kind} ${number}`),
      content.uid('HAS OBS CONTEXT', ['112040', 'DCM', 'Tracking Unique Identifier'], newUid()),
      ...measured(annotation, frames),
      ...(caution === null ? [] : [content.text('CONTAINS', concepts.comment, caution)]),
      ...comment,
    ],
  );
};

/** What was measured and written on an exam's images, as a Comprehensive SR (TID 1500). */
export const measurementReport = (annotations: readonly Annotation[], subject: DocumentSubject): Uint8Array =>
  writePart10({
    ...documentModule(
      subject,
      { sopClass: COMPREHENSIVE_SR, modality: 'SR', description: 'Measurements' },
      annotations.map(({ image }) => image),
    ),
    PerformedProcedureCodeSequence: [],
    CompletionFlag: 'PARTIAL',
    VerificationFlag: 'UNVERIFIED',
    ValueType: 'CONTAINER',
    ConceptNameCodeSequence: [codeItem(['126000', 'DCM', 'Imaging Measurement Report'])],
    ContinuityOfContent: 'SEPARATE',
    ContentTemplateSequence: [{ MappingResource: 'DCMR', TemplateIdentifier: '1500' }],
    ContentSequence: [
      content.code(
        'HAS CONCEPT MOD',
        ['121049', 'DCM', 'Language of Content Item and Descendants'],
        ['en', 'RFC5646', 'English'],
      ),
      content.code('HAS OBS CONTEXT', ['121005', 'DCM', 'Observer Type'], ['121006', 'DCM', 'Person']),
      content.person('HAS OBS CONTEXT', ['121008', 'DCM', 'Person Observer Name'], subject.author),
      content.code(
        'HAS CONCEPT MOD',
        ['121058', 'DCM', 'Procedure reported'],
        ['363679005', 'SCT', 'Imaging procedure'],
      ),
      content.container(
        ['126010', 'DCM', 'Imaging Measurements'],
        annotations.map((annotation, at) =>
          group(annotation, at + 1, subject.framesOf(annotation.image.sopInstanceUid)),
        ),
      ),
    ],
  });
