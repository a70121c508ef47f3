import { z } from 'zod';
import { idSchema } from './exams.ts';

/** Kinds of pictures and films, told by their first bytes: nothing else is written under their names. */
const beginnings = {
  png: { at: 0, bytes: [0x89, 0x50, 0x4e, 0x47] },
  jpg: { at: 0, bytes: [0xff, 0xd8, 0xff] },
  mp4: { at: 4, bytes: [0x66, 0x74, 0x79, 0x70] },
  webm: { at: 0, bytes: [0x1a, 0x45, 0xdf, 0xa3] },
} as const;

const pictureExtensionSchema = z.enum(['png', 'jpg', 'mp4', 'webm']);
export type PictureExtension = z.infer<typeof pictureExtensionSchema>;

export const isPicture = (extension: PictureExtension, content: Uint8Array): boolean => {
  const { at, bytes } = beginnings[extension];
  return bytes.every((byte, index) => content[at + index] === byte);
};

export const beginPicturesInputSchema = z.strictObject({
  examId: idSchema,
  /** As its description says; empty where it has none. */
  series: z.string().max(120),
  extension: pictureExtensionSchema,
  /** One: a file. Several: a folder of files. */
  count: z.number().int().positive().max(200_000),
});

const batchIdSchema = z.uuid();
export const batchSchema = z.object({ batchId: batchIdSchema.nullable() });
export const batchInputSchema = z.strictObject({ batchId: batchIdSchema });

export const putPictureInputSchema = z.strictObject({
  batchId: batchIdSchema,
  /** Counted from 1. */
  number: z.number().int().positive(),
  bytes: z.instanceof(Uint8Array).refine(({ byteLength }) => byteLength <= 2 ** 31 - 1, 'too large'),
});

export const endPicturesInputSchema = z.strictObject({ batchId: batchIdSchema, keep: z.boolean() });
/** The file's or folder's own name; empty where it was not kept. */
export const endedPicturesSchema = z.object({ name: z.string() });
