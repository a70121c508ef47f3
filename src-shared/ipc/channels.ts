import { z } from 'zod';
import { portalSchema } from '../domain/portal.ts';
import { preferencesSchema } from '../domain/preferences.ts';
import { libraryEntrySchema } from '../domain/library.ts';
import { sessionStateSchema } from '../domain/session.ts';
import { call } from './define.ts';
import { appInfoSchema } from './schemas/app.ts';
import * as exams from './schemas/exams.ts';
import * as session from './schemas/session.ts';

const both = ['shell', 'viewer'] as const;
const shell = ['shell'] as const;
const viewer = ['viewer'] as const;
const nothing = z.undefined();

/** The one table of calls: renderer asks, main answers. `docs/recipes/add-a-call.md` shows how to add a line. */
export const calls = {
  'app.info': call(both, nothing, appInfoSchema),
  'preferences.get': call(both, nothing, preferencesSchema),
  'preferences.set': call(shell, preferencesSchema.partial().strict(), preferencesSchema),

  'session.state': call(both, nothing, sessionStateSchema),
  'session.discover': call(shell, session.discoverInputSchema, portalSchema),
  'session.signIn': call(shell, session.signInInputSchema, sessionStateSchema),
  'session.signOut': call(shell, nothing, sessionStateSchema),

  'exams.list': call(shell, nothing, exams.examListSchema),
  'documents.listNew': call(shell, nothing, exams.newDocumentsSchema),
  'documents.markSeen': call(both, z.strictObject({ documentId: exams.idSchema }), nothing),
  'reports.save': call(both, exams.reportIdInputSchema, exams.savedSchema),

  'viewer.open': call(shell, exams.openViewerInputSchema, nothing),
  'viewer.images': call(viewer, exams.examIdInputSchema, exams.examImagesSchema),
  'viewer.instances': call(viewer, exams.seriesInputSchema, exams.instancesSchema),
  /** The answer is the byte port, which arrives by `window.postMessage` (see byte-channel.ts). */
  'viewer.connectBytes': call(viewer, nothing, nothing),

  'library.list': call(shell, nothing, z.array(libraryEntrySchema)),
  'library.keep': call(shell, exams.examIdInputSchema, nothing),
  'library.remove': call(shell, exams.examIdInputSchema, nothing),
} as const;

/** The one table of events: main tells, every window that listens hears. */
export const events = {
  'session.changed': sessionStateSchema,
  'preferences.changed': preferencesSchema,
  'library.changed': libraryEntrySchema,
} as const;

export type Calls = typeof calls;
export type CallName = keyof Calls;
export type CallInput<N extends CallName> = z.input<Calls[N]['input']>;
export type ParsedInput<N extends CallName> = z.output<Calls[N]['input']>;
export type CallOutput<N extends CallName> = z.output<Calls[N]['output']>;

export type Events = typeof events;
export type EventName = keyof Events;
export type EventPayload<N extends EventName> = z.output<Events[N]>;

// An own-property check: a name such as `constructor` must not pass.
export const isCallName = (name: unknown): name is CallName => typeof name === 'string' && Object.hasOwn(calls, name);
export const callNames = Object.keys(calls).filter(isCallName);
export const isEventName = (name: unknown): name is EventName => typeof name === 'string' && Object.hasOwn(events, name);
