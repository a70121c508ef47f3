import { z } from 'zod';

/** What a viewer window may ask to save out of an exam: the film or the document that an instance holds. */
const contentExtensionSchema = z.enum(['pdf', 'mp4', 'ts', 'mpg', 'xml', 'stl', 'obj', 'bin']);
export type ContentExtension = z.infer<typeof contentExtensionSchema>;

export const saveContentInputSchema = z.strictObject({
  /** Before its extension; main makes a name out of it that any file system takes. */
  name: z.string().max(120),
  extension: contentExtensionSchema,
  bytes: z.instanceof(Uint8Array<ArrayBuffer>),
});
