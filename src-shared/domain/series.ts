import { z } from 'zod';

/** A DICOM unique identifier (PS3.5 §9.1): at most 64 characters, digits and dots. */
export const uidSchema = z.string().regex(/^(?=.{1,64}$)\d+(\.\d+)*$/);

const triple = z.tuple([z.number(), z.number(), z.number()]);

export const seriesSchema = z.object({
  seriesInstanceUid: uidSchema,
  number: z.number().int().nullable(),
  description: z.string(),
  modality: z.string(),
  instanceCount: z.number().int().nonnegative(),
});
export type Series = z.infer<typeof seriesSchema>;

/** Exams of these are slices, and begin with a scout: an image to plan them on. */
const modalitiesWithScouts = new Set(['CT', 'MR', 'PT']);
const scoutWords = /\b(scout|locali[sz]er|topogram(me)?|surview|survey|repérages?)\b/i;

/** Most of what says so stands in the instances (Image Type, PS3.3 C.8.2.1.1.1), which are not read yet when this is asked. */
const isScout = ({ modality, description, instanceCount }: Series): boolean =>
  modalitiesWithScouts.has(modality) && (instanceCount === 1 || scoutWords.test(description));

/**
 * The series that an exam opens with: the first, or what comes after its scout. Beside another exam it is a stack, if
 * there is one. Undefined where there are none.
 */
export function openingSeries(all: readonly Series[], besideAnother: boolean): Series | undefined {
  const [first] = all;
  if (besideAnother) return all.find(({ instanceCount }) => instanceCount > 1) ?? first;
  if (first === undefined || !isScout(first)) return first;
  return all.find((each) => each.modality === first.modality && !isScout(each)) ?? first;
}

/**
 * What the viewer must know of an instance before its bytes are there: enough to order and count images.
 * Everything that decides how pixels look is read from the instance itself.
 */
export const instanceHeaderSchema = z.object({
  sopInstanceUid: uidSchema,
  sopClassUid: z.string(),
  instanceNumber: z.number().int().nullable(),
  frames: z.number().int().positive(),
  /** Pixels; null for an object without an image (SR, KO, PR…). */
  rows: z.number().int().positive().nullable(),
  columns: z.number().int().positive().nullable(),
  /** Millimetres in the patient's coordinate system (PS3.3 C.7.6.2.1.1). */
  imagePosition: triple.nullable(),
  imageOrientation: z
    .tuple([z.number(), z.number(), z.number(), z.number(), z.number(), z.number()])
    .nullable(),
  frameOfReferenceUid: z.string().nullable(),
  /** Its file breaks off before the last of its frames: it came in so, and there is no better one here. */
  isIncomplete: z.boolean().optional(),
});
export type InstanceHeader = z.infer<typeof instanceHeaderSchema>;
