import { join } from 'node:path';
import type { EndedAccess } from '../src-shared/domain/access.ts';
import type { Exam } from '../src-shared/domain/exam.ts';
import { AppFailure } from '../src-shared/errors.ts';
import type { Log } from './app/log.ts';
import type { Windows } from './app/windows.ts';
import { ExamCatalogue } from './features/exams/exam-catalogue.ts';
import { SeenDocuments } from './features/exams/seen-documents.ts';
import { Exports } from './features/export/exports.ts';
import { LocalExams } from './features/import/local-exams.ts';
import { KeptAnswers } from './features/kept-answers.ts';
import { AccountLibrary } from './features/library/account-library.ts';
import { EndedAccessList } from './features/library/ended-access.ts';
import { KeptExams } from './features/library/kept-exams.ts';
import { LocalLibraryOpener } from './features/library/local-library.ts';
import { RightsKeeper } from './features/library/rights-keeper.ts';
import { Reports } from './features/reports/reports.ts';
import { BytePorts } from './features/viewer/byte-ports.ts';
import { RightsWatch } from './features/viewer/rights-watch.ts';
import type { Ground } from './ground.ts';
import type { Broadcast } from './ipc/broadcast.ts';
import { LibraryClient } from './library/client.ts';
import { forkLibrary } from './library/fork.ts';
import { systemClock } from './session/clock.ts';
import { getExam } from './sources/portal/exams.ts';

export type ExamsHere = ReturnType<typeof examsHere>;

/** Exams as this computer has them: listed by the portal, kept in the account's library, or imported to its own. */
export function examsHere(context: {
  readonly ground: Ground;
  readonly windows: Windows;
  readonly broadcast: Broadcast;
  readonly log: Log;
  readonly out: string;
  readonly userData: string;
}) {
  const { ground, windows, broadcast, log, out, userData: root } = context;
  const { session, libraryKeys: keys, preferences, policy, portalNow } = ground;

  const client = new LibraryClient({
    fork: () => forkLibrary(join(out, 'main/library.js')),
    token: (rejected) => {
      const active = session.activeEvenIfLocked;
      if (!active || !library.serves(active.ref))
        throw new AppFailure('not-signed-in', 'nobody is signed in whose library this is');
      return active.tokens.token(rejected);
    },
    route: ground.routeTo,
    onUnreached: () => session.activeEvenIfLocked?.reachability.doubt(),
    log: (level, text) => log[level]('library', { text }),
  });
  const cacheLimit = (): number =>
    Math.min(preferences.current.cacheGigabytes, policy.cacheLimitGigabytes ?? Infinity) * 1e9;
  const library = new AccountLibrary({ client, keys, root, cacheLimit, log });
  const local = new LocalLibraryOpener({ client, keys, root, log });
  const localExams = new LocalExams({ opener: local, session, language: () => preferences.language });
  const answers = new KeptAnswers({ session, library, log });
  const kept = new KeptExams({ library });

  const endedAccess = new EndedAccessList();
  const accessEnded = (ended: EndedAccess): void => {
    const { examId } = ended;
    endedAccess.add(ended);
    windows.closeViewer(examId);
    broadcast('exams.accessEnded', { examId });
  };
  const rights = new RightsKeeper({
    library,
    whose: () => session.activeEvenIfLocked,
    ask: (examId) => getExam(session.active.client, examId),
    portalNow,
    onEnded: accessEnded,
    log,
  });
  const refreshKept = (told: readonly Exam[]): void =>
    void kept.refresh(told).catch((error: unknown) => log.warn('kept exams not refreshed', { error }));
  const rightsNotKept = (error: unknown): void => log.warn('rights not kept', { error });

  const exams = new ExamCatalogue(session, answers, localExams, kept, (listed) => {
    rights.listed(listed).catch(rightsNotKept);
    refreshKept(listed);
  });
  new RightsWatch({
    session,
    clock: systemClock,
    onScreen: () => windows.examsOnScreen,
    onEnded: (examId) => accessEnded({ examId, label: exams.labelOf(examId), why: 'withdrawn' }),
  });
  const seen = new SeenDocuments(session, broadcast, log);

  return {
    client,
    library,
    local,
    localExams,
    answers,
    kept,
    endedAccess,
    rights,
    exams,
    seen,
    exports: new Exports(),
    reports: new Reports({ session, library, localLibrary: () => localExams.library(), exams, seen }),
    ports: new BytePorts({
      session,
      library,
      local,
      contentsOf: (contentsId) => windows.windowOf(contentsId)?.webContents,
    }),
    /** The portal named some exams, not all that there are. */
    onNamed: (named: readonly Exam[]): void => {
      rights.learned(named).catch(rightsNotKept);
      refreshKept(named);
    },
  };
}
