import { z } from 'zod';
import { examNotesSchema } from '../../domain/notes.ts';
import { idSchema } from './exams.ts';

/** `base`: what the window knew when it was changed into `notes`; what else has been written since is not touched. */
export const putNotesInputSchema = z.strictObject({
  examId: idSchema,
  base: examNotesSchema,
  notes: examNotesSchema,
});

/** The patient as the images name them: a document of the same study must say the same. */
export const exportNotesInputSchema = z.strictObject({
  examId: idSchema,
  kind: z.enum(['measurements', 'key-images']),
  patient: z.strictObject({
    name: z.string().max(324),
    id: z.string().max(64),
    birthDate: z.string().regex(/^(\d{8})?$/),
    sex: z.string().max(16),
  }),
});

/** A picture of what a viewer shows. */
export const pngSchema = z
  .instanceof(Uint8Array)
  .refine(
    (bytes) =>
      bytes.byteLength < 64 * 2 ** 20 && [0x89, 0x50, 0x4e, 0x47].every((byte, at) => bytes[at] === byte),
    'not a PNG',
  );
export const pictureInputSchema = z.strictObject({
  examId: idSchema,
  png: pngSchema,
  /** The picture says whose it is and of when; then its file may as well. */
  named: z.boolean(),
});
