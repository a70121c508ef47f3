import type { Broadcast } from './ipc/broadcast.ts';
import { notify } from './app/notify.ts';
import type { PreferenceStore } from './app/preferences.ts';
import type { Windows } from './app/windows.ts';
import type { ExamCatalogue } from './features/exams/exam-catalogue.ts';
import { NewsWatch } from './features/news-watch.ts';
import { Recurring } from './features/recurring.ts';
import type { ActiveSession } from './session/active-session.ts';
import { systemClock } from './session/clock.ts';
import type { Session } from './session/session.ts';
import { listTemporaryAccesses } from './sources/portal/access.ts';
import { listNewDocuments } from './sources/portal/exams.ts';

const aMinuteMs = 60_000;

interface Watched {
  readonly session: Session;
  readonly exams: ExamCatalogue;
  readonly preferences: PreferenceStore;
  readonly windows: Windows;
  readonly broadcast: Broadcast;
  /** Shows the shell with this page. */
  readonly goTo: (page: 'home' | 'professionals') => void;
}

/** What is asked of the portal from time to time while somebody is signed in, whatever page is open. */
export class PortalWatches {
  readonly #newDocuments: NewsWatch;
  readonly #emergencies: NewsWatch;
  /** What an account may see is asked at every contact: what it may not any more goes. */
  readonly #contacts: Recurring;
  #wasOnline = false;

  constructor({ session, exams, preferences, windows, broadcast, goTo }: Watched) {
    const onlineSession = () =>
      session.state.kind === 'signed-in' && session.active.online ? session.active : null;
    const elsewhere = () => windows.shell?.isFocused() !== true;
    this.#newDocuments = new NewsWatch({
      clock: systemClock,
      everyMs: 10 * aMinuteMs,
      list: async () => {
        const active = onlineSession();
        return active && (await listNewDocuments(active.client)).map(({ id }) => id);
      },
      onNews: (count) => {
        broadcast('documents.arrived', { count });
        if (preferences.current.notifications && elsewhere())
          notify(preferences.language, 'newDocuments', () => goTo('home'));
      },
    });
    // A patient hears at once when somebody breaks the glass (L12).
    this.#emergencies = new NewsWatch({
      clock: systemClock,
      everyMs: aMinuteMs / 2,
      list: async () => {
        const active = onlineSession();
        if (active?.account.kind !== 'patient') return null;
        return (await listTemporaryAccesses(active.client)).map(
          ({ personId, since }) => `${personId} ${since}`,
        );
      },
      onNews: () => {
        broadcast('access.emergency', undefined);
        // Whatever the preferences say: a person has a right to know this at once.
        if (elsewhere()) notify(preferences.language, 'emergencyAccess', () => goTo('professionals'));
      },
    });
    this.#contacts = new Recurring(
      systemClock,
      10 * aMinuteMs,
      () => void exams.list().catch(() => undefined),
    );
  }

  /** The session changed; `another`: it is another person's, or nobody's. */
  follow(active: ActiveSession | null, { online, another }: { online: boolean; another: boolean }): void {
    if (another) {
      // Nothing arrives for a guest: what was shared is all there is.
      for (const watch of [this.#newDocuments, this.#emergencies])
        if (active && !active.isGuest) watch.start();
        else watch.stop();
    } else if (online && !this.#wasOnline) void this.#newDocuments.look();
    if (!online || active?.isGuest === true) this.#contacts.stop();
    else if (another || !this.#wasOnline) this.#contacts.start();
    this.#wasOnline = online;
  }
}
