import type { Sending } from '../../../src-shared/domain/pacs.ts';
import { AppFailure } from '../../../src-shared/errors.ts';
import type { Log } from '../../app/log.ts';
import type { SendProgress } from './send-exam.ts';

type Run = (signal: AbortSignal, onProgress: (progress: SendProgress) => void) => Promise<SendProgress>;

/** Exams on their way to the archive, each once at a time. They end with whoever sent them. */
export class Sendings {
  readonly #log: Log;
  readonly #onChange: (sending: Sending) => void;
  readonly #underWay = new Map<string, AbortController>();
  readonly #last = new Map<string, Sending>();

  constructor(log: Log, onChange: (sending: Sending) => void) {
    this.#log = log;
    this.#onChange = onChange;
  }

  get running(): boolean {
    return this.#underWay.size > 0;
  }

  list(): Sending[] {
    return [...this.#last.values()];
  }

  start(examId: string, run: Run): void {
    if (this.#underWay.has(examId)) return;
    const abort = new AbortController();
    this.#underWay.set(examId, abort);
    let last: SendProgress = { done: 0, total: 0, refused: 0 };
    const tell = (progress: SendProgress, more: Pick<Sending, 'state' | 'error'>): void => {
      last = progress;
      // After a change of person nothing of it is told any more.
      if (this.#underWay.get(examId) !== abort) return;
      const sending: Sending = { examId, ...progress, ...more };
      this.#last.set(examId, sending);
      this.#onChange(sending);
    };
    tell(last, { state: 'sending' });
    run(abort.signal, (progress) => tell(progress, { state: 'sending' }))
      .then((progress) => {
        const isWhole = progress.refused === 0;
        tell(progress, isWhole ? { state: 'sent' } : { state: 'failed', error: 'pacs-rejected' });
      })
      .catch((error: unknown) => {
        const code = error instanceof AppFailure ? error.error.code : 'internal';
        if (code === 'internal') this.#log.error('exam not sent', { error });
        tell(last, { state: 'failed', error: code });
      })
      .finally(() => {
        if (this.#underWay.get(examId) === abort) this.#underWay.delete(examId);
      });
  }

  stop(examId: string): void {
    this.#underWay.get(examId)?.abort();
  }

  /** Somebody else is there. */
  stopAll(): void {
    for (const abort of this.#underWay.values()) abort.abort();
    this.#underWay.clear();
    this.#last.clear();
  }
}
