import type { UpdateState } from '../../../src-shared/domain/updates.ts';
import { AppFailure } from '../../../src-shared/errors.ts';
import type { Clock } from '../../session/clock.ts';
import type { Log } from '../log.ts';
import { isSigned } from './signature.ts';

/** What we use of electron-updater: it knows how each platform replaces an application. */
export interface Updater {
  /** Null where this installation cannot be replaced. `release` is what the server says, unverified. */
  look(): Promise<{ readonly newer: boolean; readonly version: string; readonly release: unknown } | null>;
  /** Fetches what `look` found and compares it with its digest. The platform's own code signature is checked too. */
  download(onProgress: (fraction: number) => void): Promise<void>;
  /** Ends the application, replaces it, starts it again. */
  replaceAndRestart(): void;
}

/** What the person would lose by a restart: images before their eyes, or an import, an export, a sending that is under way. */
export type Occupation = 'viewing' | 'working';

export interface UpdatesOptions {
  readonly updater: Updater | null;
  /** Why there is no updater. */
  readonly offBecause: 'managed' | 'build';
  /** SPKI, DER, base64. */
  readonly publicKey: string;
  readonly occupation: () => Occupation | null;
  readonly clock: Clock;
  readonly log: Log;
  readonly onChange: (state: UpdateState) => void;
}

const everyMs = 6 * 60 * 60 * 1000;

/**
 * Looks for a newer version after each start and every six hours, fetches it in the background and verifies it. It takes this
 * one's place when the person ends the application, or says so while nothing would be lost: never by itself in between.
 */
export class Updates {
  readonly #options: UpdatesOptions;
  #state: UpdateState;

  constructor(options: UpdatesOptions) {
    this.#options = options;
    this.#state = options.updater
      ? { kind: 'current', checkedAt: null }
      : { kind: 'off', reason: options.offBecause };
  }

  get state(): UpdateState {
    return this.#state;
  }

  /** Begins to look. What goes wrong is in the state and the log, not in the way. */
  start(): void {
    if (!this.#options.updater) return;
    void this.look();
    this.#options.clock.after(everyMs, () => this.start());
  }

  /** Looks now. A version that is ready already stays ready. */
  async look(): Promise<UpdateState> {
    const { updater, publicKey, log } = this.#options;
    const { kind } = this.#state;
    if (!updater || kind === 'checking' || kind === 'downloading' || kind === 'ready') return this.#state;
    this.#become({ kind: 'checking' });
    try {
      const found = await updater.look();
      if (!found) return this.#become({ kind: 'off', reason: 'build' });
      if (!found.newer) {
        log.info('update current');
        return this.#become({ kind: 'current', checkedAt: new Date().toISOString() });
      }
      if (!isSigned(found.release, publicKey))
        throw new AppFailure('update-not-trusted', 'the release is not signed with the key of this build');
      const { version } = found;
      this.#become({ kind: 'downloading', version, fraction: 0 });
      await updater.download((fraction) => this.#become({ kind: 'downloading', version, fraction }));
      log.info('update ready', { version });
      return this.#become({ kind: 'ready', version });
    } catch (error) {
      const failure = error instanceof AppFailure ? error : new AppFailure('update-failed', messageOf(error));
      log.warn('update failed', { code: failure.error.code, text: failure.error.message });
      return this.#become({ kind: 'failed', error: failure.error });
    }
  }

  /** Fails with `update-while-viewing` or `update-while-working`, and with `invalid-request` where nothing is ready. */
  restart(): void {
    const { updater, occupation } = this.#options;
    if (!updater || this.#state.kind !== 'ready')
      throw new AppFailure('invalid-request', 'no update is ready');
    const now = occupation();
    if (now !== null) throw new AppFailure(`update-while-${now}`, 'a restart would take something away');
    updater.replaceAndRestart();
  }

  #become(state: UpdateState): UpdateState {
    this.#state = state;
    this.#options.onChange(state);
    return state;
  }
}

/** Without what the server said beside it. */
const messageOf = (error: unknown): string =>
  (error instanceof Error && error.message.split('\n')[0]) || 'unknown';
