import { identify } from '../../dicom/header.ts';
import { AppFailure } from '../../../src-shared/errors.ts';
import type { InstanceRef } from '../../../src-shared/ipc/byte-channel.ts';
import type { ImageSource } from '../../sources/image-source.ts';
import { instanceKey, reportKey } from '../store/names.ts';
import type { Store } from '../store/store.ts';
import { asFailure } from './intake.ts';
import type { Fetcher, FetchWish, Reprioritise, Wanted } from './fetcher.ts';
import { Scheduler } from './scheduler.ts';

/** Reads at one time: enough to keep a disk busy while one is being decrypted. */
const READS = 4;

export interface ImagesOptions {
  readonly store: Store;
  readonly fetcher: Fetcher;
  readonly source: ImageSource;
  /** Before anything of an exam is shown or fetched. Throws where that is not allowed any more. */
  readonly mayRead?: (examId: string) => void;
}

/** The one path to an instance or a report: from the store, else from the source, keeping what passes. */
export class Images {
  readonly #options: ImagesOptions;
  readonly #reads = new Scheduler(READS);

  constructor(options: ImagesOptions) {
    this.#options = options;
  }

  /** A whole Part 10 instance. `steer` is handed a function that changes the priority while it waits. */
  get(
    ref: InstanceRef,
    wish: { readonly priority: number; readonly signal: AbortSignal },
    steer?: (reprioritise: Reprioritise) => void,
  ): Promise<ArrayBuffer> {
    return new Promise((resolve, reject) => {
      let { priority } = wish;
      let reprioritise: Reprioritise = (next) => ticket.reprioritise(next);
      const cancel = (): void => {
        if (ticket.withdraw()) reject(new AppFailure('cancelled', 'nobody waits for it any more'));
      };
      const ticket = this.#reads.add(priority, async () => {
        wish.signal.removeEventListener('abort', cancel);
        try {
          this.#options.mayRead?.(ref.examId);
        } catch (error) {
          reject(error instanceof Error ? error : new AppFailure('internal', 'a right could not be checked'));
          return;
        }
        let unreadable: Error | null = null;
        const stored = await this.#options.store
          .read(instanceKey(ref.examId, ref.sopInstanceUid))
          .catch((error: unknown) => {
            unreadable = asFailure(error);
            return null;
          });
        if (stored) {
          resolve(stored);
          return;
        }
        // The read's place is free for the next while this one is on its way.
        const current = { ...wish, priority, purpose: 'view' } as const;
        this.#options.fetcher
          .view(this.#wantedInstance(ref), current, (change) => (reprioritise = change))
          .then(resolve, (error: unknown) => reject(unreadable ?? asFailure(error)));
      });
      wish.signal.addEventListener('abort', cancel, { once: true });
      steer?.((next) => {
        priority = next;
        reprioritise(next);
      });
    });
  }

  /** Brings an instance into the store, where it is not there yet. Answers its size there. */
  async bring(ref: InstanceRef, wish: FetchWish): Promise<number> {
    const key = instanceKey(ref.examId, ref.sopInstanceUid);
    return (await this.#options.store.sizeOf(key)) ?? this.fetch(ref, wish);
  }

  /** Fetches an instance that is known not to be here. Answers its size in the store. */
  fetch(ref: InstanceRef, wish: FetchWish): Promise<number> {
    return this.#fetch(ref.examId, this.#wantedInstance(ref), wish);
  }

  /** A whole PDF. */
  async report(examId: string, reportId: string, signal: AbortSignal): Promise<ArrayBuffer> {
    this.#options.mayRead?.(examId);
    const wanted = this.#wantedReport(examId, reportId);
    const stored = await this.#options.store.read(wanted.key).catch(() => null);
    return stored ?? this.#options.fetcher.view(wanted, { priority: 0, purpose: 'view', signal });
  }

  fetchReport(examId: string, reportId: string, wish: FetchWish): Promise<number> {
    return this.#fetch(examId, this.#wantedReport(examId, reportId), wish);
  }

  async #fetch(examId: string, wanted: Wanted, wish: FetchWish): Promise<number> {
    this.#options.mayRead?.(examId);
    return this.#options.fetcher.store(wanted, wish);
  }

  #wantedInstance(ref: InstanceRef): Wanted {
    return {
      key: instanceKey(ref.examId, ref.sopInstanceUid),
      load: (options) => this.#options.source.instance(ref, options),
      isDicom: true,
      check: (beginning) => checkInstance(beginning, ref.sopInstanceUid),
    };
  }

  #wantedReport(examId: string, reportId: string): Wanted {
    return {
      key: reportKey(examId, reportId),
      load: (options) => this.#options.source.report(reportId, options),
      isDicom: false,
      check: checkPdf,
    };
  }
}

/** Throws unless the bytes begin the very instance that was asked for. */
function checkInstance(beginning: Uint8Array, sopInstanceUid: string): void {
  const found = identify(beginning, sopInstanceUid);
  switch (found) {
    case 'it-is':
      return;
    case 'not-dicom':
      throw new AppFailure('instance-not-dicom', 'what came is not a DICOM file');
    case 'damaged':
      throw new AppFailure('instance-damaged', 'the file names no instance');
    case 'another':
      throw new AppFailure('instance-damaged', 'the file is another instance than the one asked for');
  }
}

function checkPdf(beginning: Uint8Array): void {
  // Readers accept a header within the first 1,024 bytes (ISO 32000-1, Annex H 3.4.1).
  if (!Buffer.from(beginning.subarray(0, 1024)).includes('%PDF-')) {
    throw new AppFailure('report-damaged', 'what came is not a PDF');
  }
}
