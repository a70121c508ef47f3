import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  app,
  clipboard,
  ipcMain,
  nativeTheme,
  powerMonitor,
  session as electronSession,
  shell,
  type BrowserWindow,
} from 'electron';
import type { Link } from '../src-shared/ipc/schemas/help.ts';
import type { DeepLink } from './app/deep-links.ts';
import type { Environment } from './app/environment.ts';
import { confirmPerson } from './app/confirm-person.ts';
import { watchIdleness } from './app/idle-lock.ts';
import type { Log } from './app/log.ts';
import { showMenu } from './app/menu.ts';
import { isOurPage } from './app/pages.ts';
import { PreferenceStore } from './app/preferences.ts';
import { loadPolicy } from './app/policy/load-policy.ts';
import { useProxy } from './app/policy/proxy.ts';
import { createUpdates } from './app/updates/start-updates.ts';
import { printPdf } from './app/print-pdf.ts';
import { answerData } from './app/answer-data.ts';
import { openSettings } from './app/settings.ts';
import { offerContextMenus } from './app/context-menu.ts';
import { Windows } from './app/windows.ts';
import { allHandlers } from './features/all-handlers.ts';
import { appInfo, systemLocale } from './features/app/app-info.ts';
import { Invitations } from './features/guest/invitations.ts';
import { VisitWatch } from './features/guest/visit-watch.ts';
import { ExamCatalogue } from './features/exams/exam-catalogue.ts';
import { SeenDocuments } from './features/exams/seen-documents.ts';
import { Exports } from './features/export/exports.ts';
import { targetDialogIn } from './features/export/target-dialog.ts';
import { AskedFiles } from './features/import/asked-files.ts';
import { LocalExams } from './features/import/local-exams.ts';
import { openDialogIn } from './features/import/open-dialog.ts';
import { Volumes } from './features/import/volumes.ts';
import { diagnosticText } from './features/help/diagnostic.ts';
import { gatherFacts } from './features/help/gather-facts.ts';
import { addressOf, defaultSupport } from './features/help/links.ts';
import { KeptAnswers } from './features/kept-answers.ts';
import { AccountLibrary } from './features/library/account-library.ts';
import { KeptExams } from './features/library/kept-exams.ts';
import { LocalLibraryOpener } from './features/library/local-library.ts';
import { EndedAccessList } from './features/library/ended-access.ts';
import { RightsKeeper } from './features/library/rights-keeper.ts';
import { picturePlaceIn } from './features/pictures/picture-place.ts';
import { EarlyDiscovery } from './features/session/early-discovery.ts';
import { Reports } from './features/reports/reports.ts';
import { saveAsIn } from './features/save-dialog.ts';
import { RightsWatch } from './features/viewer/rights-watch.ts';
import { noteDownloadBy } from './features/send/note-download.ts';
import { OwnArchive, pacsSlotSchema } from './features/send/own-archive.ts';
import { Sendings } from './features/send/sendings.ts';
import { BytePorts } from './features/viewer/byte-ports.ts';
import { broadcastTo } from './ipc/broadcast.ts';
import { registerCalls } from './ipc/register.ts';
import { LibraryClient } from './library/client.ts';
import { forkLibrary } from './library/fork.ts';
import { passOnLibraryEvents } from './library-events.ts';
import { PortalWatches } from './portal-watches.ts';
import { sameAccount } from './session/memory.ts';
import { BrowserSignIn } from './session/browser-sign-in.ts';
import { systemClock } from './session/clock.ts';
import { openSession } from './session/open-session.ts';
import { getExam } from './sources/portal/exams.ts';
import { AppFailure } from '../src-shared/errors.ts';

export interface Application {
  /** Opens the shell window, or brings it to the front. */
  show(): Promise<void>;
  /** Shows what a link leads to, once the person has entered the code. */
  follow(link: DeepLink): void;
  /** Imports what the system asks to open: files, folders, discs. */
  openFiles(paths: readonly string[]): Promise<void>;
  /** Answers for the scheme of data that are too large for a call. */
  data(request: Request): Promise<Response>;
  /** Ends what must end well before the process does. */
  stop(): Promise<void>;
}

export interface Beginnings {
  readonly environment: Environment;
  readonly log: Log;
  /** The folder of what was built. */
  readonly out: string;
  readonly userData: string;
  readonly preload: string;
  /** The shell's window, not shown yet. */
  readonly firstWindow: BrowserWindow;
}

/** Puts the application together, once Electron is ready. */
export async function compose(beginnings: Beginnings): Promise<Application> {
  const { log, out, userData, preload, firstWindow } = beginnings;
  const policy = loadPolicy(beginnings.environment.policyFile, log);
  await useProxy(policy.proxy);
  const environment = {
    ...beginnings.environment,
    portalAddress: policy.portalAddress ?? beginnings.environment.portalAddress,
  };
  const development = !app.isPackaged;
  const settings = openSettings(userData);
  const preferences = new PreferenceStore(settings, systemLocale());
  const language = () => preferences.language;
  const windows = new Windows({ settings, preload, development, log, first: firstWindow });
  const broadcast = broadcastTo(() => windows.contents());

  const { session, secrets, libraryKeys, http, fetch, routeTo, portalNow, closeKeychain } = openSession({
    environment,
    settings,
    log,
    language,
    onDeactivated: (ref) => {
      library.eraseOf(ref).catch((error: unknown) => log.warn('library not erased', { error }));
    },
  });
  const client = new LibraryClient({
    fork: () => forkLibrary(join(out, 'main/library.js')),
    token: (rejected) => {
      const active = session.activeEvenIfLocked;
      if (!active || !library.serves(active.ref))
        throw new AppFailure('not-signed-in', 'nobody is signed in whose library this is');
      return active.tokens.token(rejected);
    },
    route: routeTo,
    log: (level, text) => log[level]('library', { text }),
  });
  const library = new AccountLibrary({
    client,
    keys: libraryKeys,
    root: userData,
    cacheLimit: () =>
      Math.min(preferences.current.cacheGigabytes, policy.cacheLimitGigabytes ?? Infinity) * 1e9,
    log,
  });
  const earlyDiscovery = new EarlyDiscovery(session);
  const answers = new KeptAnswers({ session, library, log });
  const local = new LocalLibraryOpener({ client, keys: libraryKeys, root: userData, log });
  const localExams = new LocalExams({ opener: local, session, language });
  const endedAccess = new EndedAccessList();
  const accessEnded = (examId: string): void => {
    windows.closeViewer(examId);
    broadcast('exams.accessEnded', { examId });
  };
  const askedFiles = new AskedFiles({
    session,
    localExams,
    onRefused: (error) => broadcast('import.refused', error),
  });
  const rights = new RightsKeeper({
    library,
    ask: (examId) => getExam(session.active.client, examId),
    portalNow,
    onEnded: (ended) => {
      endedAccess.add(ended);
      accessEnded(ended.examId);
    },
    log,
  });
  const kept = new KeptExams({ library });
  const exams = new ExamCatalogue(session, answers, localExams, kept, (listed) => {
    rights.listed(listed).catch((error: unknown) => log.warn('rights not kept', { error }));
    kept.refresh(listed).catch((error: unknown) => log.warn('kept exams not refreshed', { error }));
  });
  const seen = new SeenDocuments(session, broadcast, log);
  const reports = new Reports({
    session,
    library,
    localLibrary: () => localExams.library(),
    exams,
    seen,
  });
  const ports = new BytePorts({
    session,
    library,
    local,
    contentsOf: (contentsId) => windows.windowOf(contentsId)?.webContents,
  });

  const invitations = new Invitations(session, (invitation) => broadcast('guest.invited', invitation));
  const visitWatch = new VisitWatch(session, systemClock);
  const exports = new Exports();
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

  const openLink = async (link: Link): Promise<void> => {
    const { state } = session;
    const supportEmail = state.kind === 'signed-out' ? defaultSupport : state.portal.support.email;
    await shell.openExternal(
      addressOf(link, { supportEmail, language: language(), version: app.getVersion() }),
    );
  };

  const updates = createUpdates({
    policy,
    isViewing: () => windows.viewing,
    log,
    onChange: (state) => broadcast('updates.changed', state),
  });

  registerCalls({
    receiver: ipcMain,
    handlers: allHandlers({
      session,
      earlyDiscovery,
      library,
      local,
      localExams,
      exports,
      targetDialog: (contentsId) => targetDialogIn(() => windows.windowOf(contentsId), language),
      reveal: (path) => shell.showItemInFolder(path),
      contentsOf: (contentsId) => windows.windowOf(contentsId)?.webContents,
      picturePlace: (contentsId) => picturePlaceIn(() => windows.windowOf(contentsId), language),
      volumes,
      showShell: () => show(),
      openDialog: (contentsId) => openDialogIn(() => windows.windowOf(contentsId), language),
      closeViewer: (examId) => windows.closeViewer(examId),
      answers,
      endedAccess,
      onNamed: (named) => {
        rights.learned(named).catch((error: unknown) => log.warn('rights not kept', { error }));
        kept.refresh(named).catch((error: unknown) => log.warn('kept exams not refreshed', { error }));
      },
      exams,
      kept,
      seen,
      reports,
      invitations,
      archive,
      sendings,
      noteDownload: noteDownloadBy(session, http, fetch),
      broadcast,
      log,
      ports,
      windows,
      updates,
      preferences,
      http,
      language,
      printPdf,
      openLink,
      browserSignIn: new BrowserSignIn({ openBrowser: (address) => shell.openExternal(address), language }),
      confirmPerson: () => confirmPerson(language()),
      appInfo: () => appInfo(preferences.systemLanguage),
      copy: (text) => void clipboard.writeText(text),
      saveAs: (contentsId) => saveAsIn(() => windows.windowOf(contentsId)),
      licences: () => readFile(join(out, 'licences.txt'), 'utf8'),
      diagnostic: async () => {
        const logFile = join(userData, 'logs/main.log');
        return diagnosticText(await gatherFacts({ session, library, logFile, language: language() }));
      },
    }),
    kindOf: (contentsId) => windows.kindOf(contentsId),
    isOurPage,
    log,
  });

  const show = async (): Promise<void> => {
    await windows.openShell();
  };
  const goTo = (page: Parameters<typeof broadcast<'shell.goTo'>>[1]): void => {
    void show().then(() => broadcast('shell.goTo', page));
  };
  const watches = new PortalWatches({ session, exams, preferences, windows, broadcast, goTo });
  new RightsWatch({
    session,
    clock: systemClock,
    onScreen: () => windows.examsOnScreen,
    onEnded: (examId) => {
      endedAccess.add({ examId, label: exams.labelOf(examId), why: 'withdrawn' });
      accessEnded(examId);
    },
  });

  const drawMenu = (): void =>
    showMenu(
      {
        language: language(),
        platform: process.platform,
        signedIn: session.state.kind === 'signed-in',
        development,
      },
      {
        goTo,
        lock: () => void session.lock(),
        signOut: () => void session.signOut(),
        writeToSupport: () => void openLink({ kind: 'support-mail' }),
      },
    );

  let present = session.activeEvenIfLocked;
  session.onChange((state) => {
    const active = session.activeEvenIfLocked;
    const another = !active || !present || !sameAccount(active.ref, present.ref);
    present = active;
    library.follow(active);
    visitWatch.follow();
    if (another) {
      windows.closeViewers();
      sendings.stopAll();
      endedAccess.clear();
    }
    watches.follow(active, { online: state.kind === 'signed-in' && state.online, another });
    windows.hideViewers(state.kind === 'locked');
    windows.expectViewer(state.kind === 'signed-in');
    broadcast('session.changed', state);
    drawMenu();
  });
  passOnLibraryEvents(client, { broadcast, windows, rights, ports, localExams, exports, log });
  preferences.onChange((current) => {
    nativeTheme.themeSource = current.theme;
    broadcast('preferences.changed', current);
    library.applyCacheLimit().catch((error: unknown) => log.warn('cache limit not applied', { error }));
    drawMenu();
  });
  nativeTheme.themeSource = preferences.current.theme;
  powerMonitor.on('resume', () => session.activeEvenIfLocked?.reachability.tryNow());
  watchIdleness({
    clock: systemClock,
    idleSeconds: () => powerMonitor.getSystemIdleTime(),
    limitMinutes: () => preferences.current.idleLockMinutes,
    lock: () => {
      if (session.state.kind === 'signed-in') void session.lock();
    },
  });

  offerContextMenus(language);
  drawMenu();
  void session.start().then(() => earlyDiscovery.ask());
  updates.start();
  const stopWatching = volumes.watch();
  app.on('browser-window-focus', () => void volumes.look());

  return {
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
    stop: async () => {
      stopWatching();
      if (session.isVisit) await session.signOut();
      await client.stop();
      await closeKeychain();
    },
  };
}
