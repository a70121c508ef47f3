import { z } from 'zod';
import { pacsSchema, sendingSchema } from '../domain/pacs.ts';
import { patientSchema, temporaryAccessSchema } from '../domain/patient.ts';
import { endedAccessSchema } from '../domain/access.ts';
import { examSchema } from '../domain/exam.ts';
import { examNotesSchema } from '../domain/notes.ts';
import { preferencesSchema } from '../domain/preferences.ts';
import { invitationSchema } from '../domain/invitation.ts';
import { exportStateSchema } from '../domain/export.ts';
import { importStateSchema, localExamSchema, volumeSchema } from '../domain/import.ts';
import {
  libraryEntrySchema,
  libraryRepairsSchema,
  libraryStatusSchema,
  libraryUsageSchema,
} from '../domain/library.ts';
import { knownAccountSchema, sessionStateSchema } from '../domain/session.ts';
import { seriesSchema } from '../domain/series.ts';
import { appErrorSchema } from '../errors.ts';
import { both, call, nothing, shell, viewer } from './define.ts';
import { firstCalls } from './first-calls.ts';
import type { DROPPED } from './wire.ts';
import { goToSchema } from './schemas/app.ts';
import { deviceSessionSchema } from '../domain/account.ts';
import { updateStateSchema } from '../domain/updates.ts';
import { createdShareSchema, shareSchema } from '../domain/share.ts';
import * as access from './schemas/access.ts';
import * as account from './schemas/account.ts';
import * as contents from './schemas/contents.ts';
import * as exams from './schemas/exams.ts';
import * as guest from './schemas/guest.ts';
import * as exporting from './schemas/export.ts';
import * as help from './schemas/help.ts';
import * as patients from './schemas/patients.ts';
import * as pictures from './schemas/pictures.ts';
import * as imports from './schemas/import.ts';
import * as send from './schemas/send.ts';
import * as notes from './schemas/notes.ts';
import * as session from './schemas/session.ts';
import * as sharing from './schemas/sharing.ts';

/** The one table of calls: renderer asks, main answers. `docs/recipes/add-a-call.md` shows how to add a line. */
export const calls = {
  ...firstCalls,

  'preferences.set': call(shell, preferencesSchema.partial().strict(), preferencesSchema),

  /** Fails with `library-password-changed`; without the portal it opens what is kept here. */
  'session.signIn': call(shell, session.signInInputSchema, sessionStateSchema),
  /** Answers when the person has signed in there, which also opens a lock. Fails with `cancelled`, `browser-sign-in-failed`. */
  'session.signInWithBrowser': call(shell, session.browserSignInInputSchema, sessionStateSchema),
  'session.cancelBrowserSignIn': call(shell, nothing, nothing),
  /** To the sign-in page; an account that stays signed in stays so, behind its password. */
  'session.leave': call(shell, nothing, sessionStateSchema),
  'session.signOut': call(shell, nothing, sessionStateSchema),
  /** Signs out and erases what this account keeps on this computer. */
  'session.signOutAndErase': call(shell, nothing, sessionStateSchema),
  'session.lock': call(both, nothing, sessionStateSchema),
  'session.unlock': call(shell, account.passwordInputSchema, sessionStateSchema),
  /** Where `app.info` offers it. Fails with `cancelled` where the platform does not confirm. */
  'session.unlockWithPlatform': call(shell, nothing, sessionStateSchema),
  /** Leaves the present account (which stays remembered if it was) for one that is remembered. */
  'session.switchTo': call(shell, session.accountRefSchema, sessionStateSchema),
  'session.forget': call(shell, session.accountRefSchema, z.array(knownAccountSchema)),

  /** Fails with `access-code-wrong`, `share-locked`, `share-expired`, `share-stopped`, `share-codes-used-up`. */
  'guest.enter': call(shell, guest.enterInputSchema, sessionStateSchema),
  'guest.dismiss': call(shell, nothing, nothing),

  'exams.list': call(shell, nothing, exams.examListSchema),
  /** Which series an exam has; asking is not looking: nothing is marked as seen or logged as viewed. */
  'exams.series': call(shell, exams.examIdInputSchema, z.array(seriesSchema)),
  'documents.listNew': call(shell, nothing, exams.newDocumentsSchema),
  'documents.markSeen': call(both, z.strictObject({ documentId: exams.idSchema }), nothing),
  'reports.save': call(both, exams.reportIdInputSchema, exams.savedSchema),

  'sharing.list': call(shell, nothing, sharing.shareListSchema),
  'sharing.create': call(shell, sharing.createShareInputSchema, createdShareSchema),
  'sharing.extend': call(shell, sharing.extendShareInputSchema, shareSchema),
  'sharing.end': call(shell, sharing.shareIdInputSchema, shareSchema),

  'sharedWithMe.list': call(shell, nothing, exams.examListSchema),
  'patients.search': call(shell, patients.patientSearchInputSchema, z.array(patientSchema)),
  'patients.exams': call(shell, patients.patientIdInputSchema, exams.examListSchema),
  /** Temporary access that is open now. */
  'breakGlass.list': call(shell, nothing, z.array(temporaryAccessSchema)),
  'breakGlass.open': call(shell, patients.breakGlassInputSchema, temporaryAccessSchema),
  'breakGlass.end': call(shell, patients.accessIdInputSchema, nothing),

  /** The archive that this computer sends to; null where none is set up. */
  'pacs.get': call(shell, nothing, pacsSchema.nullable()),
  /** Kept once it has answered; a new address once the person has confirmed it. Fails with `cancelled`, `pacs-address-invalid`, `pacs-unreachable`, `pacs-refused`, `pacs-failed`. */
  'pacs.set': call(shell, send.setPacsInputSchema, pacsSchema),
  'pacs.forget': call(shell, nothing, nothing),
  'send.list': call(shell, nothing, z.array(sendingSchema)),
  'send.start': call(shell, exams.examIdInputSchema, nothing),
  'send.stop': call(shell, exams.examIdInputSchema, nothing),

  'access.professionals': call(shell, nothing, access.professionalListSchema),
  /** Exams that went from this computer because the right to them is over, until it was said that this was read. */
  'access.ended': call(shell, nothing, z.array(endedAccessSchema)),
  'access.acknowledgeEnded': call(shell, nothing, nothing),
  'access.history': call(shell, access.historyFilterSchema, access.historySchema),
  'access.exportHistory': call(shell, access.exportHistoryInputSchema, exams.savedSchema),
  'establishments.list': call(shell, nothing, access.establishmentListSchema),

  'account.get': call(shell, nothing, account.ownAccountSchema),
  'account.changePassword': call(shell, account.changePasswordInputSchema, nothing),
  'account.sessions': call(shell, nothing, z.array(deviceSessionSchema)),
  'account.endSession': call(shell, account.sessionIdInputSchema, z.array(deviceSessionSchema)),
  /** The patient no longer sees their exams; health professionals keep their access (L14). Signs out. */
  'account.deactivate': call(shell, account.passwordInputSchema, sessionStateSchema),
  'account.requestReactivation': call(shell, account.reactivationInputSchema, nothing),

  /** Into the log that the technical report quotes. */
  'help.fault': call(both, help.faultSchema, nothing),
  'help.openLink': call(shell, help.linkSchema, nothing),
  'help.copy': call(shell, help.copyInputSchema, nothing),
  'help.diagnostic': call(shell, nothing, help.diagnosticSchema),
  'help.saveDiagnostic': call(shell, nothing, exams.savedSchema),
  'help.licences': call(shell, nothing, help.licencesSchema),

  'updates.state': call(shell, nothing, updateStateSchema),
  /** Looks for a newer version now, and fetches it. What fails is in the answer. */
  'updates.look': call(shell, nothing, updateStateSchema),
  /** Ends the application and starts the newer version. Fails with `update-while-viewing`, `update-while-working`. */
  'updates.restart': call(shell, nothing, nothing),

  'viewer.open': call(shell, exams.openViewerInputSchema, nothing),
  'viewer.images': call(viewer, exams.examIdInputSchema, exams.examImagesSchema),
  'viewer.instances': call(viewer, exams.seriesInputSchema, exams.instancesTextSchema),
  /** The answer is the byte port, which arrives by `window.postMessage` (see byte-channel.ts). */
  'viewer.connectBytes': call(viewer, nothing, nothing),
  /** A film or a document out of an instance, as a file of its own. */
  'viewer.saveContent': call(viewer, contents.saveContentInputSchema, exams.savedSchema),
  /** Other exams of the same patient that have images, the latest first: to compare with. */
  'viewer.priors': call(viewer, exams.examIdInputSchema, z.array(examSchema)),
  /** The same exam in one more window, on another screen where there is one. */
  'viewer.openAnother': call(viewer, exams.openViewerInputSchema, nothing),
  'viewer.savePicture': call(viewer, notes.pictureInputSchema, exams.savedSchema),

  /** Asks where to; the pictures follow one by one, and lie there under their name once they are all written. */
  'pictures.begin': call(viewer, pictures.beginPicturesInputSchema, pictures.batchSchema),
  'pictures.put': call(viewer, pictures.putPictureInputSchema, nothing),
  'pictures.end': call(viewer, pictures.endPicturesInputSchema, pictures.endedPicturesSchema),
  'pictures.reveal': call(viewer, pictures.batchInputSchema, nothing),

  /** What was measured, written and marked on an exam's images, kept on this computer. */
  'notes.get': call(viewer, exams.examIdInputSchema, examNotesSchema),
  'notes.put': call(viewer, notes.putNotesInputSchema, nothing),
  /** As DICOM: a measurement report (TID 1500), or a Key Object Selection. */
  'notes.export': call(viewer, notes.exportNotesInputSchema, exams.savedSchema),

  'library.list': call(shell, nothing, z.array(libraryEntrySchema)),
  /** What is known of the exams in that list, also of those that no list of the portal's names. */
  'library.exams': call(shell, nothing, z.array(examSchema)),
  'library.status': call(shell, nothing, libraryStatusSchema),
  /** Stops a download for now, or lets it go on; null for all of them. */
  'library.hold': call(shell, exams.holdInputSchema, nothing),
  /** Downloads this exam before all others. */
  'library.first': call(shell, exams.examIdInputSchema, nothing),
  'library.usage': call(shell, nothing, libraryUsageSchema),
  /** Takes away what was only looked at; null for all of it. */
  'library.forgetCached': call(shell, exams.forgetCachedInputSchema, nothing),
  /** What this start found and mended. */
  'library.repairs': call(shell, nothing, libraryRepairsSchema),
  'library.keep': call(shell, exams.examIdInputSchema, nothing),
  'library.remove': call(shell, exams.examIdInputSchema, nothing),

  /** Exams of this computer's own library; nobody need be signed in. The newest import first. */
  'imported.list': call(shell, nothing, z.array(localExamSchema)),
  'imported.remove': call(shell, exams.examIdInputSchema, nothing),
  'import.state': call(shell, nothing, importStateSchema),
  /** Asks where, then begins; how it goes on is told. Fails with `busy` while another import runs. */
  'import.choose': call(shell, imports.chooseInputSchema, imports.startedSchema),
  'import.openVolume': call(shell, imports.volumeInputSchema, nothing),
  'import.openDropped': call(both, imports.droppedInputSchema, nothing),
  'import.unlock': call(shell, imports.passphraseInputSchema, nothing),
  /** Stops an import that runs; puts away how the last one ended. */
  'import.cancel': call(shell, nothing, nothing),
  'export.state': call(shell, nothing, exportStateSchema),
  /** Asks where to, then begins; how it goes on is told. Fails with `busy` while another export runs. */
  'export.start': call(shell, exporting.startExportInputSchema, imports.startedSchema),
  /** One that nobody guesses, to be told to the recipient by another way. */
  'export.passphrase': call(shell, nothing, exporting.passphraseSchema),
  /** Stops an export that runs; puts away how the last one ended. */
  'export.cancel': call(shell, nothing, nothing),
  /** Shows the last export in the system's own window of files. */
  'export.reveal': call(shell, nothing, nothing),
  /** CDs and USB sticks in this computer that hold medical images. */
  'volumes.list': call(shell, nothing, z.array(volumeSchema)),
} as const;

/** The one table of events: main tells, every window that listens hears. */
export const events = {
  'session.changed': sessionStateSchema,
  'guest.invited': invitationSchema.nullable(),
  'preferences.changed': preferencesSchema,
  'library.changed': libraryEntrySchema,
  'updates.changed': updateStateSchema,
  'library.status': libraryStatusSchema,
  /** New documents are at the portal: pages ask again. */
  'documents.arrived': z.object({ count: z.number().int().positive() }),
  /** A document was opened: it is new no longer. */
  'documents.seen': z.object({ documentId: z.string() }),
  /** Somebody broke the glass of the patient's record a moment ago (L12). */
  'access.emergency': z.undefined(),
  /** The right to an exam ended: it goes from the screen and from this computer (`access.ended`). */
  'exams.accessEnded': z.object({ examId: z.string() }),
  /** Temporary access was opened or ended here: what may be read has changed. */
  'breakGlass.changed': z.undefined(),
  'send.changed': sendingSchema,
  /** An exam is on this computer no longer. */
  'library.removed': z.object({ examId: z.string() }),
  'import.changed': importStateSchema,
  /** What the system asked to open could not be begun. */
  'import.refused': appErrorSchema,
  'export.changed': exportStateSchema,
  /** Exams came to this computer's own library, or left it. */
  'imported.changed': z.object({}),
  'volumes.changed': z.array(volumeSchema),
  /** What was noted on an exam's images changed: other windows on the same exam read it again. */
  'notes.changed': z.object({ examId: z.string() }),
  /** To a viewer window that was made ahead: what its address would have said. */
  'viewer.begin': z.string().startsWith('?').max(2_000),
  /** To one viewer window, already open: show this image. */
  'viewer.show': exams.openViewerInputSchema,
  /** To the shell: a menu entry or a click on a notification asks for a page. */
  'shell.goTo': goToSchema,
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
export const isCallName = (name: unknown): name is CallName =>
  typeof name === 'string' && Object.hasOwn(calls, name);
export const callNames = Object.keys(calls).filter(isCallName);
export type PageCallName = Exclude<CallName, typeof DROPPED>;
