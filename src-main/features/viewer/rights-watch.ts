import { isLocalExamId } from '../../../src-shared/domain/local-exam.ts';
import { AppFailure } from '../../../src-shared/errors.ts';
import type { Clock } from '../../session/clock.ts';
import type { ActiveSession } from '../../session/active-session.ts';
import type { Session } from '../../session/session.ts';
import { getExam } from '../../sources/portal/exams.ts';

const everyMs = 20_000;

export interface RightsWatchOptions {
  readonly session: Session;
  readonly clock: Clock;
  /** Exams whose images are on screen. */
  readonly onScreen: () => readonly string[];
  /** The right to look at it is over: it is to go from the screen. */
  readonly onEnded: (examId: string) => void;
}

/**
 * A share that is stopped or a temporary access that is over takes the images from the screen as well: what is on screen
 * is asked for again from time to time. Without a network nothing is known, and what is shown stays.
 */
export class RightsWatch {
  readonly #options: RightsWatchOptions;

  constructor(options: RightsWatchOptions) {
    this.#options = options;
    this.#next();
  }

  async look(): Promise<void> {
    const { session, onScreen, onEnded } = this.#options;
    const active = session.state.kind === 'signed-in' ? session.active : null;
    if (!active?.online) return;
    for (const examId of onScreen().filter((id) => !isLocalExamId(id))) {
      if ((await isRefused(active, examId)) && session.activeEvenIfLocked === active) onEnded(examId);
    }
  }

  #next(): void {
    this.#options.clock.after(everyMs, () => {
      this.#next();
      void this.look();
    });
  }
}

async function isRefused(active: ActiveSession, examId: string): Promise<boolean> {
  try {
    await getExam(active.client, examId);
    return false;
  } catch (error) {
    return (
      error instanceof AppFailure && ['not-found', 'not-allowed', 'share-expired'].includes(error.error.code)
    );
  }
}
