import { z } from 'zod';

export const establishmentKinds = [
  'public-hospital',
  'private-hospital',
  'imaging-centre',
  'clinic',
] as const;

/** An establishment that shares its patients' imaging (L9). */
export const establishmentSchema = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(establishmentKinds),
  town: z.string(),
  address: z.string(),
  telephone: z.string().nullable(),
  /** ISO 8601 date. */
  sharingSince: z.string(),
  /** The patient had an exam there. */
  mine: z.boolean(),
});
export type Establishment = z.infer<typeof establishmentSchema>;
