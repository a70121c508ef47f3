import { AppFailure } from '../../../src-shared/errors.ts';
import type { AnswerMessage, DecodeAnswers, DecodeTask, TaskMessage } from './messages.ts';

/** The part of a Worker that the pool needs; tests give another. */
export interface DecodeWorker {
  postMessage(message: TaskMessage, transfer: Transferable[]): void;
  terminate(): void;
  onmessage: ((event: MessageEvent<AnswerMessage>) => unknown) | null;
  onerror: ((event: ErrorEvent) => unknown) | null;
}

interface Job {
  readonly task: DecodeTask;
  readonly transfer: Transferable[];
  readonly resolve: (value: DecodeAnswers[keyof DecodeAnswers]) => void;
  readonly reject: (error: AppFailure) => void;
}

interface Seat {
  worker: DecodeWorker | null;
  job: Job | null;
  timer: ReturnType<typeof setTimeout> | null;
}

export interface DecodePoolOptions {
  readonly size: number;
  /** Milliseconds after which a worker that gives no answer is replaced, and its image called damaged. */
  readonly timeLimit: number;
  readonly start: () => DecodeWorker;
}

/** A few workers, one task each at a time, first come first served. One that hangs or crashes is replaced. */
export class DecodePool {
  private readonly options: DecodePoolOptions;
  private readonly seats: Seat[];
  private readonly waiting: Job[] = [];
  private next = 0;
  private closed = false;

  constructor(options: DecodePoolOptions) {
    this.options = options;
    this.seats = Array.from({ length: options.size }, () => ({ worker: null, job: null, timer: null }));
  }

  get size(): number {
    return this.seats.length;
  }

  /** Starts a worker before it is needed: loading its script takes longer than decoding an image. */
  warm(): void {
    for (const seat of this.seats) seat.worker ??= this.options.start();
  }

  run<K extends DecodeTask['kind']>(
    task: Extract<DecodeTask, { kind: K }>,
    transfer: Transferable[] = [],
  ): Promise<DecodeAnswers[K]> {
    return new Promise((resolve, reject) => {
      if (this.closed) {
        reject(new AppFailure('cancelled', 'the viewer is closed'));
        return;
      }
      // The answer's kind is the task's: run-task.ts gives each its own.
      const settle = resolve as (value: DecodeAnswers[keyof DecodeAnswers]) => void;
      this.waiting.push({ task, transfer, resolve: settle, reject });
      this.assign();
    });
  }

  close(): void {
    this.closed = true;
    for (const job of this.waiting.splice(0)) job.reject(new AppFailure('cancelled', 'the viewer is closed'));
    for (const seat of this.seats) this.vacate(seat, new AppFailure('cancelled', 'the viewer is closed'));
  }

  private assign(): void {
    for (const seat of this.seats) {
      if (seat.job !== null) continue;
      const job = this.waiting.shift();
      if (job === undefined) return;
      this.give(seat, job);
    }
  }

  private give(seat: Seat, job: Job): void {
    seat.worker ??= this.options.start();
    const { worker } = seat;
    seat.job = job;
    const id = this.next;
    this.next += 1;
    seat.timer = setTimeout(() => {
      this.vacate(seat, new AppFailure('instance-damaged', 'decoding took too long'));
      this.assign();
    }, this.options.timeLimit);
    worker.onmessage = ({ data }) => {
      if (data.id !== id) return;
      this.clear(seat);
      if (data.ok) job.resolve(data.value);
      else job.reject(new AppFailure(data.error.code, data.error.message));
      this.assign();
    };
    worker.onerror = () => {
      this.vacate(seat, new AppFailure('instance-damaged', 'the decoder crashed'));
      this.assign();
    };
    worker.postMessage({ id, task: job.task }, job.transfer);
  }

  private clear(seat: Seat): void {
    if (seat.timer !== null) clearTimeout(seat.timer);
    seat.timer = null;
    seat.job = null;
  }

  private vacate(seat: Seat, failure: AppFailure): void {
    const { worker, job } = seat;
    this.clear(seat);
    seat.worker = null;
    if (worker !== null) {
      worker.onmessage = null;
      worker.onerror = null;
      worker.terminate();
    }
    job?.reject(failure);
  }
}
