import { z } from 'zod';
import { documentSchema, examSchema } from '../../domain/exam.ts';
import { instanceHeaderSchema, seriesSchema, uidSchema, type InstanceHeader } from '../../domain/series.ts';

export const idSchema = z.string().min(1).max(128);
export const examIdInputSchema = z.strictObject({ examId: idSchema });
export const reportIdInputSchema = z.strictObject({ reportId: idSchema });

/** Where an answer comes from: the portal now, or this computer as it was at `asOf`. */
export const freshnessSchema = z.object({ source: z.enum(['portal', 'this-computer']), asOf: z.string() });

export const examListSchema = z.object({ items: z.array(examSchema), freshness: freshnessSchema });
export type ExamList = z.infer<typeof examListSchema>;
export const newDocumentsSchema = z.object({ items: z.array(documentSchema), freshness: freshnessSchema });

export const openViewerInputSchema = z.strictObject({
  examId: idSchema,
  /** The image to show first, e.g. from a link in a report. */
  at: z.strictObject({ seriesInstanceUid: uidSchema, image: z.number().int().positive() }).optional(),
  /** The report to show beside the images. */
  reportId: idSchema.optional(),
  /** Another exam of the patient, laid beside this one in the same window. */
  compareWith: idSchema.optional(),
});
export type OpenViewerInput = z.infer<typeof openViewerInputSchema>;

export const seriesInputSchema = z.strictObject({ examId: idSchema, seriesInstanceUid: uidSchema });
const instancesSchema = z.array(instanceHeaderSchema);
/**
 * A series' instances as JSON. The first image waits for a thousand of them: as objects they are copied four times and
 * checked three times on their way, as a text they are checked where they are read (`instancesIn`).
 */
export const instancesTextSchema = z.string().max(2 ** 26);
export const instancesText = (instances: readonly InstanceHeader[]): string => JSON.stringify(instances);
/** Throws for what is no list of instances. */
export const instancesIn = (text: string): InstanceHeader[] => instancesSchema.parse(JSON.parse(text));

export const examImagesSchema = z.object({
  exam: examSchema,
  series: z.array(seriesSchema),
  /** The instances of the series that shows first, where they are known by then. */
  first: z.object({ seriesInstanceUid: uidSchema, instances: instancesTextSchema }).nullable(),
});

/** Null: all of them. */
export const holdInputSchema = z.strictObject({ examId: idSchema.nullable(), held: z.boolean() });
export const forgetCachedInputSchema = z.strictObject({ examId: idSchema.nullable() });

export const savedSchema = z.object({ saved: z.boolean() });
