import { z } from 'zod';
import { examSchema } from '../../src-shared/domain/exam.ts';
import { exportFormatSchema, exportStateSchema } from '../../src-shared/domain/export.ts';
import { importStateSchema, localExamSchema } from '../../src-shared/domain/import.ts';
import {
  libraryEntrySchema,
  libraryRepairsSchema,
  libraryStatusSchema,
  libraryUsageSchema,
} from '../../src-shared/domain/library.ts';
import { instanceHeaderSchema, seriesSchema, uidSchema } from '../../src-shared/domain/series.ts';
import { appErrorSchema } from '../../src-shared/errors.ts';

/**
 * What main and the library process say to each other. Both are ours, but only one of them reads files and answers from
 * strangers: so main parses everything that comes back.
 */

const id = z.string().min(1).max(128);
const bytes = z.instanceof(Uint8Array);

export const openInputSchema = z.strictObject({
  /** The account's own folder; made where it is missing. */
  folder: z.string().min(1),
  /** The library key: 32 bytes. It lives in the keychain, or for one run in main's memory. */
  key: bytes.refine((key) => key.byteLength === 32, 'a library key has 32 bytes'),
  /** `until-exit`: there is no keychain to keep the key in, so the files go when the library closes. */
  lifetime: z.enum(['kept', 'until-exit']),
  /** Base URLs without a trailing slash, as discovery gives them. */
  portal: z.strictObject({ apiBaseUrl: z.url(), dicomwebBaseUrl: z.url() }),
  /** Bytes that exams which are not kept may take. */
  cacheLimit: z.number().int().nonnegative(),
});
export type OpenInput = z.infer<typeof openInputSchema>;

/** This computer's own library: no account, no portal. */
export const openLocalInputSchema = openInputSchema.pick({ folder: true, key: true, lifetime: true });
export type OpenLocalInput = z.infer<typeof openLocalInputSchema>;

/** `local`: of this computer's own library, which needs no account. */
const documentInput = z.strictObject({ key: z.string().min(1).max(512), local: z.boolean() });
const nothing = z.void();

/** One line a call: what goes in, what comes out. */
export const libraryCalls = {
  open: { input: openInputSchema, output: nothing },
  /** Erases the files of a library that was opened `until-exit`. */
  close: { input: z.strictObject({ erase: z.boolean() }), output: nothing },
  openLocal: { input: openLocalInputSchema, output: nothing },
  closeLocal: { input: nothing, output: nothing },
  /** The exams that were imported, the newest import first. */
  listLocal: { input: nothing, output: z.array(localExamSchema) },
  /** Returns at once; how it goes on comes as `import` messages. Fails with `busy`. */
  startImport: {
    input: z.strictObject({ paths: z.array(z.string().min(1)).min(1), name: z.string().nullable() }),
    output: nothing,
  },
  /** The passphrase that the import asked for. */
  unlockImport: { input: z.strictObject({ passphrase: z.string().min(1) }), output: nothing },
  /** Stops what runs, or puts away how the last one ended. */
  cancelImport: { input: nothing, output: nothing },
  /** Fails with `offline-not-kept` where an exam could not be exported now. */
  checkExport: { input: z.strictObject({ exam: examSchema, reportIds: z.array(id) }), output: nothing },
  /** Returns at once; how it goes on comes as `export` messages. Fails with `busy`. */
  startExport: {
    input: z.strictObject({
      exam: examSchema,
      format: exportFormatSchema,
      target: z.string().min(1),
      name: z.string().min(1),
      passphrase: z.string().nullable(),
      deidentify: z.boolean(),
      reports: z.array(z.strictObject({ id, fileName: z.string().min(1) })),
      readme: z.string(),
    }),
    output: nothing,
  },
  /** Stops what runs, or puts away how the last one ended. */
  cancelExport: { input: nothing, output: nothing },
  setOnline: { input: z.strictObject({ online: z.boolean() }), output: nothing },
  setCacheLimit: { input: z.strictObject({ bytes: z.number().int().nonnegative() }), output: nothing },
  examImages: { input: z.strictObject({ exam: examSchema }), output: z.array(seriesSchema) },
  instances: {
    input: z.strictObject({ examId: id, studyInstanceUid: uidSchema, seriesInstanceUid: uidSchema }),
    output: z.array(instanceHeaderSchema),
  },
  report: { input: z.strictObject({ reportId: id, examId: id.nullable() }), output: bytes },
  keep: { input: z.strictObject({ exam: examSchema }), output: nothing },
  remove: { input: z.strictObject({ examId: id }), output: nothing },
  list: { input: nothing, output: z.array(libraryEntrySchema) },
  status: { input: nothing, output: libraryStatusSchema },
  /** Null: all downloads. */
  hold: { input: z.strictObject({ examId: id.nullable(), held: z.boolean() }), output: nothing },
  first: { input: z.strictObject({ examId: id }), output: nothing },
  usage: { input: z.strictObject({ examIds: z.array(id) }), output: libraryUsageSchema },
  /** Null: all that was only looked at. */
  forgetCached: { input: z.strictObject({ examId: id.nullable() }), output: nothing },
  /** When rights to exams end, in milliseconds since 1970, null for those that last; and what time it is at the portal. */
  setRights: {
    input: z.strictObject({ ends: z.record(id, z.number().nullable()), portalNow: z.number().nullable() }),
    output: nothing,
  },
  /** Every exam of which something lies here. */
  holdings: { input: nothing, output: z.array(z.string()) },
  repairs: { input: nothing, output: libraryRepairsSchema },
  putDocument: { input: documentInput.extend({ json: z.string() }), output: nothing },
  getDocument: {
    input: documentInput,
    output: z.object({ json: z.string(), storedAt: z.string() }).nullable(),
  },
  removeDocument: { input: documentInput, output: nothing },
} as const;

export type LibraryCalls = typeof libraryCalls;
export type LibraryCallName = keyof LibraryCalls;
export type LibraryInput<N extends LibraryCallName> = z.infer<LibraryCalls[N]['input']>;
export type LibraryOutput<N extends LibraryCallName> = z.infer<LibraryCalls[N]['output']>;

export const isLibraryCallName = (name: string): name is LibraryCallName => Object.hasOwn(libraryCalls, name);

const messageId = z.number().int().nonnegative();
const resultOf = <T extends z.ZodType>(value: T) =>
  z.discriminatedUnion('ok', [
    z.object({ ok: z.literal(true), value }),
    z.object({ ok: z.literal(false), error: appErrorSchema }),
  ]);

/** How a host is reached without a proxy: the authority in PEM that the system trusts for it; null for plain HTTP. */
const routeSchema = z.object({ authority: z.string().nullable() });
export type Route = z.infer<typeof routeSchema>;

/** Main to the library process. `viewer` comes with one MessagePort: the byte channel of a viewer window. */
export const toLibrarySchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('call'), id: messageId, name: z.string(), input: z.unknown() }),
  z.object({ kind: z.literal('token'), id: messageId, result: resultOf(z.string().min(1)) }),
  z.object({ kind: z.literal('route'), id: messageId, route: routeSchema.nullable() }),
  z.object({ kind: z.literal('viewer') }),
]);
export type ToLibrary = z.infer<typeof toLibrarySchema>;

/** The library process to main. */
export const fromLibrarySchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ready') }),
  z.object({ kind: z.literal('answer'), id: messageId, result: resultOf(z.unknown()) }),
  /** Asks for an access token; `rejected` is one that the portal refused, so that main renews it first. */
  z.object({ kind: z.literal('token'), id: messageId, rejected: z.string().nullable() }),
  /** Asks whether this host may be reached without Chromium. */
  z.object({ kind: z.literal('route'), id: messageId, origin: z.string() }),
  /** A request did not come through to the portal. */
  z.object({ kind: z.literal('unreached') }),
  z.object({ kind: z.literal('changed'), entry: libraryEntrySchema }),
  z.object({ kind: z.literal('status'), status: libraryStatusSchema }),
  z.object({ kind: z.literal('removed'), examId: id }),
  z.object({ kind: z.literal('ended'), examId: id }),
  z.object({ kind: z.literal('import'), state: importStateSchema }),
  z.object({ kind: z.literal('export'), state: exportStateSchema }),
  z.object({ kind: z.literal('log'), level: z.enum(['info', 'warn', 'error']), text: z.string().max(2000) }),
]);
export type FromLibrary = z.infer<typeof fromLibrarySchema>;
