import { setTimeout as after } from 'node:timers/promises';
import { app, session as electronSession, type BrowserWindow } from 'electron';
import type { WindowKind } from '../src-shared/ipc/define.ts';
import type { AccountRef } from '../src-shared/ipc/schemas/session.ts';
import { askAgainIn } from './app/ask-again.ts';
import { askBeforeLossIn } from './app/ask-before-loss.ts';
import { answerData } from './app/answer-data.ts';
import { offerContextMenus } from './app/context-menu.ts';
import type { DeepLink } from './app/deep-links.ts';
import type { Log } from './app/log.ts';
import { createUpdates } from './app/updates/start-updates.ts';
import type { WindowPlaces } from './app/window-places.ts';
import { Windows } from './app/windows.ts';
import { desktopOf } from './desktop.ts';
import { examsHere as createExamsHere } from './exams-here.ts';
import { allHandlers } from './features/all-handlers.ts';
import type { FirstHandlers } from './features/first-handlers.ts';
import { VisitWatch } from './features/guest/visit-watch.ts';
import { AskedFiles } from './features/import/asked-files.ts';
import { Volumes } from './features/import/volumes.ts';
import { noteDownloadBy } from './features/send/note-download.ts';
import { OwnArchive, pacsSlotSchema } from './features/send/own-archive.ts';
import { Sendings } from './features/send/sendings.ts';
import { ShareSender } from './features/sharing/share-sender.ts';
import { followChanges } from './follow-changes.ts';
import type { Ground } from './ground.ts';
import { broadcastTo } from './ipc/broadcast.ts';
import type { Handlers } from './ipc/handlers.ts';
import { passOnLibraryEvents } from './library-events.ts';
import { Turns } from './library/store/turns.ts';
import { PortalWatches } from './portal-watches.ts';
import { systemClock } from './session/clock.ts';

export interface Application {
  readonly handlers: Handlers;
  /** The kind of one of our windows; undefined for contents that are none. */
  kindOf(contentsId: number): WindowKind | undefined;
  /** Opens the shell window, or brings it to the front. */
  show(): Promise<void>;
  /** Shows what a link leads to, once the person has entered the code. */
  follow(link: DeepLink): void;
  /** Imports what the system asks to open: files, folders, discs. */
  openFiles(paths: readonly string[]): Promise<void>;
  /** Answers for the scheme of data that are too large for a call. */
  data(request: Request): Promise<Response>;
  /** Erases what this computer keeps of an account that may see nothing any more. */
  erase(ref: AccountRef): void;
  /** Ends what must end well before the process does. */
  stop(): Promise<void>;
}

export interface Beginnings {
  readonly ground: Ground;
  readonly firstHandlers: FirstHandlers;
  readonly log: Log;
  /** The folder of what was built. */
  readonly out: string;
  readonly userData: string;
  readonly preload: string;
  readonly places: WindowPlaces;
  /** The shell's window. */
  readonly first: BrowserWindow;
}

/** Puts the application together. */
export function compose({
  ground,
  firstHandlers,
  log,
  out,
  userData,
  preload,
  places,
  first,
}: Beginnings): Application {
  const { session, secrets, http, fetch, settings, preferences, policy, environment } = ground;
  const { earlyDiscovery, invitations } = ground;
  const development = !app.isPackaged;
  const language = () => preferences.language;
  const windows = new Windows({
    places,
    preload,
    development,
    log,
    askAgain: askAgainIn(language),
    askBeforeLoss: askBeforeLossIn(language),
    first,
  });
  const broadcast = broadcastTo(() => windows.contents());
  const show = async (): Promise<void> => {
    await windows.openShell();
  };
  const goTo = (page: Parameters<typeof broadcast<'shell.goTo'>>[1]): void => {
    void show().then(() => broadcast('shell.goTo', page));
  };

  const examsHere = createExamsHere({ ground, windows, broadcast, log, out, userData });
  const { answers, client, library, localExams, exams, rights, ports, exports, reports } = examsHere;
  const desktop = desktopOf({ ground, windows, library, out, userData });
  const askedFiles = new AskedFiles({
    session,
    localExams,
    onRefused: (error) => broadcast('import.refused', error),
  });
  invitations.onChange((invitation) => broadcast('guest.invited', invitation));
  const volumes = new Volumes({
    folder: environment.volumes,
    platform: process.platform,
    onChange: (found) => broadcast('volumes.changed', found),
    inUse: () => windows.inFront,
  });
  // Apart from the portal's network session: neither knows of the other's answers.
  const toArchive = electronSession.fromPartition('archive', { cache: false });
  const archive = new OwnArchive(settings.slot('pacs', pacsSlotSchema, null), secrets, (input, init) =>
    toArchive.fetch(input instanceof URL ? input.href : input, init),
  );
  const sendings = new Sendings(log, (sending) => broadcast('send.changed', sending));
  const updates = createUpdates({
    policy,
    occupation: () => {
      if (windows.viewing) return 'viewing';
      return localExams.importing || exports.running || sendings.running ? 'working' : null;
    },
    log,
    onChange: (state) => broadcast('updates.changed', state),
  });

  const noteWritings = new Turns(1);
  const handlers = allHandlers({
    ...examsHere,
    ...desktop,
    first: firstHandlers,
    session,
    gate: ground.gate,
    http,
    preferences,
    language,
    windows,
    showShell: show,
    closeViewer: (examId) => windows.closeViewer(examId),
    volumes,
    invitations,
    shareSender: new ShareSender(ground.portalNow),
    archive,
    sendings,
    noteDownload: noteDownloadBy(session, http, fetch),
    updates,
    broadcast,
    noteWritings,
    log,
  });

  followChanges({
    ground,
    windows,
    examsHere,
    sendings,
    visitWatch: new VisitWatch(session, systemClock),
    watches: new PortalWatches({ session, exams, preferences, windows, broadcast, goTo }),
    menuActions: {
      goTo,
      lock: () => void session.lock(),
      signOut: () => void session.signOut(),
      writeToSupport: () => void desktop.openLink({ kind: 'support-mail' }),
    },
    development,
    broadcast,
    log,
  });
  passOnLibraryEvents(client, { broadcast, windows, rights, ports, localExams, exports, log });
  offerContextMenus(language);
  void session.start().then(() => earlyDiscovery.ask());
  updates.start();
  const stopWatching = volumes.watch();
  app.on('before-quit', () => windows.end());
  app.on('browser-window-focus', () => void volumes.look());

  return {
    handlers,
    kindOf: (contentsId) => windows.kindOf(contentsId),
    show,
    follow: (link) => {
      invitations.receive(link);
      void show();
    },
    openFiles: async (paths) => {
      await show();
      await askedFiles.open(paths);
    },
    data: answerData({ report: (reportId) => reports.read(reportId), log }),
    erase: (ref) => {
      library.eraseOf(ref).catch((error: unknown) => log.warn('library not erased', { error }));
    },
    stop: async () => {
      stopWatching();
      // A list that was just shown is there offline too, and the last mark on an image, however soon the person leaves.
      const written = noteWritings.run(() => Promise.resolve());
      await Promise.race([Promise.all([answers.settled(), written]), after(1_000)]);
      if (session.isVisit) await session.signOut();
      await client.stop();
      await ground.closeKeychain();
    },
  };
}
