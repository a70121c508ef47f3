import { z } from 'zod';

export const establishmentRefSchema = z.object({ id: z.string(), name: z.string(), town: z.string() });

/** Whose exam it is; told to professionals. */
export const patientRefSchema = z.object({
  id: z.string(),
  displayName: z.string(),
  birthDate: z.string().nullable(),
});

/** An exam as other things name it. */
export const examRefSchema = z.object({ id: z.string(), label: z.string(), date: z.string() });
export type ExamRef = z.infer<typeof examRefSchema>;

export const reportSchema = z.object({
  id: z.string(),
  /** What to mark as seen when the report was opened. */
  documentId: z.string(),
  title: z.string(),
  /** ISO 8601 instant with offset. */
  date: z.string(),
  author: z.string().nullable(),
  bytes: z.number().int().nonnegative(),
  isNew: z.boolean(),
});
export type Report = z.infer<typeof reportSchema>;

export const examSchema = z.object({
  id: z.string(),
  studyInstanceUid: z.string(),
  /** As the portal gives it, e.g. « Scanner du thorax ». */
  label: z.string(),
  date: z.string(),
  /** DICOM modality codes, e.g. `CT`, `MR` (PS3.3 C.7.3.1.1.1). */
  modalities: z.array(z.string()),
  bodyRegion: z.string().nullable(),
  establishment: establishmentRefSchema,
  prescriber: z.string().nullable(),
  radiologist: z.string().nullable(),
  seriesCount: z.number().int().nonnegative(),
  instanceCount: z.number().int().nonnegative(),
  bytes: z.number().int().nonnegative(),
  imagesAvailable: z.boolean(),
  /** What to mark as seen when the images were opened; null while there are none. */
  imagesDocumentId: z.string().nullable(),
  isNew: z.boolean(),
  reports: z.array(reportSchema),
  /** Null for one's own exam. */
  patient: patientRefSchema.nullable(),
  /** For an exam that a patient shares with this account. */
  shared: z.object({ by: z.string(), until: z.string() }).nullable(),
  /** For an exam that is read in an emergency; left out of what was kept before there was such a thing. */
  temporaryUntil: z.string().nullable().default(null),
});
export type Exam = z.infer<typeof examSchema>;

export interface EndingAccess {
  readonly kind: 'shared' | 'temporary';
  /** ISO 8601. */
  readonly until: string;
}

/** What an exam may be read by the longest, where every right to it ends by itself; null where one lasts. */
export function endingAccessOf({
  shared,
  temporaryUntil,
}: Pick<Exam, 'shared' | 'temporaryUntil'>): EndingAccess | null {
  const accesses: readonly EndingAccess[] = [
    ...(shared ? [{ kind: 'shared' as const, until: shared.until }] : []),
    ...(temporaryUntil === null ? [] : [{ kind: 'temporary' as const, until: temporaryUntil }]),
  ];
  const known = accesses.filter(({ until }) => !Number.isNaN(Date.parse(until)));
  return known.toSorted((one, other) => Date.parse(other.until) - Date.parse(one.until))[0] ?? null;
}

/** When the right to an exam ends by itself, in milliseconds since 1970; null where it lasts. */
export function accessEndOf(exam: Pick<Exam, 'shared' | 'temporaryUntil'>): number | null {
  const access = endingAccessOf(exam);
  return access && Date.parse(access.until);
}

/** One row of the home page: images or a report not yet seen (L3). */
export const documentSchema = z.object({
  id: z.string(),
  kind: z.enum(['images', 'report']),
  examId: z.string(),
  /** Set for a report. */
  reportId: z.string().nullable(),
  title: z.string(),
  examLabel: z.string(),
  date: z.string(),
  availableSince: z.string(),
  modalities: z.array(z.string()),
  establishment: establishmentRefSchema,
});
export type NewDocument = z.infer<typeof documentSchema>;
