import { z } from 'zod';
import { establishmentRefSchema, examRefSchema } from './exam.ts';

export const professionalCategories = [
  'correspondent',
  'radiologist',
  'administrator',
  'temporary-access',
] as const;

/** One person in one category who MAY read the record, which does not mean that they did (L11, L12). */
export const professionalSchema = z.object({
  personId: z.string(),
  displayName: z.string(),
  category: z.enum(professionalCategories),
  speciality: z.string().nullable(),
  establishment: establishmentRefSchema.nullable(),
  since: z.string().nullable(),
  until: z.string().nullable(),
  /** As written by the person who broke the glass. */
  reason: z.string().nullable(),
  /** Exams concerned; empty means the whole record. */
  exams: z.array(examRefSchema),
});
export type Professional = z.infer<typeof professionalSchema>;

export const accessActions = [
  'viewed-images',
  'viewed-report',
  'downloaded',
  'shared',
  'break-glass',
] as const;
export const accessRoles = [
  'patient',
  'correspondent',
  'radiologist',
  'administrator',
  'guest',
  'temporary-access',
] as const;

/** Someone who DID read the record, or break the glass (L13). */
export const accessEventSchema = z.object({
  id: z.string(),
  at: z.string(),
  person: z.object({ id: z.string(), displayName: z.string(), role: z.enum(accessRoles) }),
  establishment: establishmentRefSchema.nullable(),
  action: z.enum(accessActions),
  exam: examRefSchema.nullable(),
  /** The reason, for break-glass; the recipient, for a share. */
  detail: z.string().nullable(),
});
export type AccessEvent = z.infer<typeof accessEventSchema>;

/** An exam that went from this computer because the right to it is over. */
export const endedAccessSchema = z.object({
  examId: z.string(),
  /** Null where it is not known any more how it was called. */
  label: z.string().nullable(),
  /** `over`: its stated end has come. `withdrawn`: the portal gives it no more. */
  why: z.enum(['over', 'withdrawn']),
});
export type EndedAccess = z.infer<typeof endedAccessSchema>;
