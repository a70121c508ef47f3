import { z } from 'zod';
import { appErrorSchema } from '../errors.ts';
import { examSchema } from './exam.ts';

/** Why a file that was meant to be an image did not come in. The words stand in the catalogues. */
export const leftOutReasonSchema = z.enum([
  'cut-short',
  'unreadable',
  'no-identity',
  'empty',
  /** Called like an image, and none. */
  'not-dicom',
  'too-large',
  /** The disc's table of contents names it, and it is not there. */
  'missing',
  /** An archive within an archive. */
  'nested-archive',
  /** An archive in a folder that asks for a passphrase: it is to be opened by itself. */
  'locked',
  /** A name in an archive that points out of it, a size that it lies about, contents that swell beyond reason. */
  'unsafe',
  /** It claims to be an image that came in, and shows another. */
  'same-name',
  /** The disc or the archive could not be read at this place. */
  'read-error',
]);
export type LeftOutReason = z.infer<typeof leftOutReasonSchema>;

export const leftOutSchema = z.object({
  reason: leftOutReasonSchema,
  count: z.number().int().positive(),
  /** The first of them, as they are called on the disc. */
  names: z.array(z.string()),
});
export type LeftOut = z.infer<typeof leftOutSchema>;

export const importedSchema = z.object({
  exam: examSchema,
  /** Images (and other objects) that are new on this computer. */
  added: z.number().int().nonnegative(),
  /** That were here already, or twice on the disc. */
  known: z.number().int().nonnegative(),
});
export type Imported = z.infer<typeof importedSchema>;

const count = z.number().int().nonnegative();

/** Films whose end is missing: they came in with the images that are there. */
export const incompleteSchema = z.object({ count, names: z.array(z.string()) });
export type Incomplete = z.infer<typeof incompleteSchema>;

/** What is being imported: the disc's, folder's or archive's own name. */
const source = z.string();

export const importStateSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('idle') }),
  z.object({
    kind: z.literal('reading'),
    source,
    /** Looked at; while there is no total: found. */
    files: count,
    total: count.nullable(),
    /** From the disc's table of contents. Those that have images available were read, and can be opened. */
    exams: z.array(examSchema),
  }),
  z.object({
    kind: z.literal('copying'),
    source,
    /** They can be opened already, straight from where they lie. */
    exams: z.array(examSchema),
    done: count,
    total: count,
    bytesDone: count,
    bytesTotal: count,
  }),
  /** An encrypted archive; `wrong`: what was given did not open it. */
  z.object({ kind: z.literal('locked'), source, wrong: z.boolean() }),
  z.object({
    kind: z.literal('done'),
    source,
    imported: z.array(importedSchema),
    leftOut: z.array(leftOutSchema),
    incomplete: incompleteSchema,
    /** Files that are no medical images, nor pretend to be: passed over. */
    otherFiles: count,
    /** Stopped by the person: exams that were not complete yet are not here. */
    cancelled: z.boolean(),
  }),
  z.object({ kind: z.literal('failed'), source, error: appErrorSchema }),
]);
export type ImportState = z.infer<typeof importStateSchema>;

/** An exam that was brought to this computer by hand. */
export const localExamSchema = z.object({
  exam: examSchema,
  /** Milliseconds since 1970. */
  importedAt: z.number(),
  /** As kept on the disk, encrypted. */
  bytes: count,
  /** Films and volumes of it whose end is missing. */
  incomplete: count.default(0),
});
export type LocalExam = z.infer<typeof localExamSchema>;

/** A CD or USB stick that is in this computer now, and holds medical images. */
export const volumeSchema = z.object({ id: z.string(), name: z.string() });
export type Volume = z.infer<typeof volumeSchema>;
