import type { LibraryEntry, LibraryStatus } from '../../../src-shared/domain/library.ts';
import type { DownloadQueue } from './download-queue.ts';
import { entryOf, type KeepRecord } from './keep-record.ts';
import type { ProgressMeter } from './progress-meter.ts';
import { Throttle } from '../throttle.ts';

export interface KeepNewsOptions {
  readonly records: ReadonlyMap<string, KeepRecord>;
  readonly queue: DownloadQueue;
  readonly meter: ProgressMeter;
  readonly onChanged: (entry: LibraryEntry) => void;
  readonly onStatus: (status: LibraryStatus) => void;
  /** Bytes of an exam that are on their way into the store. */
  readonly underWay: (examId: string) => number;
}

const TELL_EVERY_MS = 250;
const STATUS_EVERY_MS = 500;
const STATUS = 'status';

/** Tells how far each kept exam is, and all of them together. */
export class KeepNews {
  readonly #options: KeepNewsOptions;
  readonly #throttle = new Throttle(TELL_EVERY_MS, (examId) => this.tell(examId));
  readonly #statusThrottle = new Throttle(STATUS_EVERY_MS, () => this.tellStatus());

  constructor(options: KeepNewsOptions) {
    this.#options = options;
  }

  progressed(examId: string): void {
    this.#throttle.touch(examId);
    this.#statusThrottle.touch(STATUS);
  }

  entryOf(record: KeepRecord): LibraryEntry | null {
    const underWay = record.state === 'keeping' ? this.#options.underWay(record.exam.id) : 0;
    return entryOf({ ...record, bytes: record.bytes + underWay }, this.#waits(record));
  }

  #waits({ exam, held }: KeepRecord): 'held' | 'paused' | 'queued' | null {
    const { queue } = this.#options;
    if (held || queue.isHeld) return 'held';
    if (queue.isWaiting) return 'paused';
    return queue.current === exam.id ? null : 'queued';
  }

  status(): LibraryStatus {
    const { meter, queue, records } = this.#options;
    const entries = [...records.values()]
      .filter(({ state, held }) => state === 'keeping' && !held)
      .map((record) => this.entryOf(record))
      .filter((entry) => entry !== null);
    if (entries.length === 0) return { held: queue.isHeld, downloading: null };
    const sum = (field: 'bytes' | 'bytesTotal' | 'instancesDone' | 'instancesTotal'): number =>
      entries.reduce((total, entry) => total + entry[field], 0);
    const [bytes, bytesTotal] = [sum('bytes'), sum('bytesTotal')];
    return {
      held: queue.isHeld,
      downloading: {
        exams: entries.length,
        bytes,
        bytesTotal,
        instancesDone: sum('instancesDone'),
        instancesTotal: sum('instancesTotal'),
        waiting: queue.isWaiting,
        bytesPerSecond: queue.current === null ? null : meter.bytesPerSecond,
        secondsLeft: queue.current === null ? null : meter.secondsFor(bytesTotal - bytes),
      },
    };
  }

  tell(examId: string): void {
    const record = this.#options.records.get(examId);
    const entry = record && this.entryOf(record);
    if (entry) this.#options.onChanged(entry);
  }

  tellAll(): void {
    for (const record of this.#options.records.values())
      if (record.state === 'keeping') this.tell(record.exam.id);
    this.tellStatus();
  }

  tellStatus(): void {
    this.#statusThrottle.forget(STATUS);
    this.#options.onStatus(this.status());
  }

  /** Whoever tells of the end at once needs no word of what came before. */
  forget(examId: string): void {
    this.#throttle.forget(examId);
  }

  stop(): void {
    this.#throttle.stop();
    this.#statusThrottle.stop();
  }
}
