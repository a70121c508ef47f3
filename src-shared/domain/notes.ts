import { z } from 'zod';
import { uidSchema } from './series.ts';

/** An image, or one frame of it, as DICOM refers to it. */
export const imageRefSchema = z.strictObject({
  seriesInstanceUid: uidSchema,
  sopInstanceUid: uidSchema,
  sopClassUid: uidSchema,
  /** 0-based; 0 for an instance of one frame. */
  frame: z.number().int().nonnegative(),
});
export type ImageRef = z.infer<typeof imageRefSchema>;

export const annotationKinds = [
  'length',
  'angle',
  'cobb',
  'ellipse',
  'rectangle',
  'probe',
  'arrow',
  'text',
] as const;
export type AnnotationKind = (typeof annotationKinds)[number];

/** How many points each kind has: ends, the angle's corner second, two lines, opposite corners of the box, a place. */
export const pointCount: Readonly<Record<AnnotationKind, number>> = {
  length: 2,
  angle: 3,
  cobb: 4,
  ellipse: 2,
  rectangle: 2,
  probe: 1,
  arrow: 2,
  text: 1,
};

/** `mm` in the patient, `mm-detector` at the detector (larger than in the patient), `pixels` without a spacing. */
const scaleSchema = z.enum(['mm', 'mm-detector', 'pixels']);
export type Scale = z.infer<typeof scaleSchema>;

const statisticsSchema = z.strictObject({
  count: z.number().int().positive(),
  mean: z.number(),
  deviation: z.number(),
  least: z.number(),
  greatest: z.number(),
  /** For example `HU`; empty where the values have none that is known. */
  units: z.string().max(16),
});
export type Statistics = z.infer<typeof statisticsSchema>;

/** The file ends too early: it holds no more than some of what is measured, or none of it. */
const missingSchema = z.enum(['some', 'all']).optional();

/** In s, mm, cm/s and Hz. */
const traceQuantities = ['duration', 'distance', 'speed', 'speed-change', 'frequency-change'] as const;

export const readingSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('length'), length: z.number(), scale: scaleSchema }),
  z.strictObject({ kind: z.literal('angle'), degrees: z.number() }),
  z.strictObject({
    kind: z.literal('area'),
    area: z.number(),
    scale: scaleSchema,
    /** Null for colour, and where no pixel lies inside. */
    statistics: statisticsSchema.nullable(),
    missing: missingSchema,
  }),
  z.strictObject({
    kind: z.literal('value'),
    /** One of grey, three of colour; none outside of the picture. */
    values: z.array(z.number()).max(3),
    units: z.string().max(16),
    missing: missingSchema,
  }),
  z.strictObject({
    /** In a trace of an ultrasound image, whose directions mean other things than places. */
    kind: z.literal('trace'),
    parts: z
      .array(z.strictObject({ quantity: z.enum(traceQuantities), value: z.number() }))
      .min(1)
      .max(2),
  }),
  /** What only says something. */
  z.strictObject({ kind: z.literal('none') }),
]);
export type Reading = z.infer<typeof readingSchema>;

const pointSchema = z.strictObject({ x: z.number(), y: z.number() });

/** Something drawn on an image, in its columns and rows; the middle of the first pixel is (0, 0). */
export const annotationSchema = z.strictObject({
  id: z.uuid(),
  kind: z.enum(annotationKinds),
  image: imageRefSchema,
  points: z.array(pointSchema).min(1).max(4),
  text: z.string().max(400),
  reading: readingSchema,
});
export type Annotation = z.infer<typeof annotationSchema>;

/** What a person noted on an exam's images. */
export const examNotesSchema = z.strictObject({
  annotations: z.array(annotationSchema).max(5000),
  keyImages: z.array(imageRefSchema).max(5000),
});
export type ExamNotes = z.infer<typeof examNotesSchema>;

export const noNotes: ExamNotes = { annotations: [], keyImages: [] };

export const sameImage = (a: ImageRef, b: ImageRef): boolean =>
  a.sopInstanceUid === b.sopInstanceUid && a.frame === b.frame;
