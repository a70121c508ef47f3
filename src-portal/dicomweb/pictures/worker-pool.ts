import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { DicomWebProblem } from '../http/problem.ts';
import type { Task, TaskResult } from './worker.ts';

type Wanted = Omit<Task, 'id'>;

interface Job {
  readonly task: Task;
  resolve(result: TaskResult): void;
  reject(error: Error): void;
}

/** A thread, and what it is doing. */
interface Seat {
  readonly worker: Worker;
  job: Job | undefined;
  timer: NodeJS.Timeout | undefined;
}

interface Options {
  readonly workers?: number;
  /** Milliseconds that one frame may take. */
  readonly timeout?: number;
  /** Frames that may wait. */
  readonly queue?: number;
}

/** Decodes frames in threads. A frame that takes too long or too much memory takes its thread with it, and no more. */
export class WorkerPool {
  readonly #limit: number;
  readonly #timeout: number;
  readonly #queueLimit: number;
  readonly #idle: Seat[] = [];
  readonly #all = new Set<Seat>();
  readonly #waiting: Job[] = [];
  #nextId = 1;

  constructor({ workers, timeout, queue }: Options = {}) {
    // One core stays with the server.
    this.#limit = workers ?? Math.max(1, Math.min(4, availableParallelism() - 1));
    this.#timeout = timeout ?? 20_000;
    this.#queueLimit = queue ?? 200;
  }

  /** Throws DicomWebProblem. */
  async run(wanted: Wanted): Promise<Exclude<TaskResult, { kind: 'failed' }>> {
    if (this.#waiting.length >= this.#queueLimit) {
      throw new DicomWebProblem('unavailable', 'Too many pictures are being made.', { 'retry-after': '5' });
    }
    const task: Task = { ...wanted, id: this.#nextId };
    this.#nextId += 1;
    const result = await new Promise<TaskResult>((resolve, reject) => {
      this.#waiting.push({ task, resolve, reject });
      this.#startNext();
    });
    if (result.kind === 'failed')
      throw new DicomWebProblem(result.code, `The frame cannot be decoded: ${result.message}`);
    return result;
  }

  async close(): Promise<void> {
    for (const job of this.#waiting.splice(0))
      job.reject(new DicomWebProblem('unavailable', 'The portal is stopping.'));
    await Promise.all([...this.#all].map(({ worker }) => worker.terminate()));
  }

  #startNext(): void {
    while (this.#waiting.length > 0) {
      const seat = this.#idle.pop() ?? (this.#all.size < this.#limit ? this.#newSeat() : undefined);
      const job = seat && this.#waiting.shift();
      if (!job) return;
      seat.job = job;
      seat.timer = setTimeout(() => this.#fail(seat, 'it takes too long'), this.#timeout);
      seat.worker.postMessage(job.task);
    }
  }

  #newSeat(): Seat {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 64, stackSizeMb: 4 },
      // Codecs print what they think of a file.
      stdout: true,
      stderr: true,
    });
    const seat: Seat = { worker, job: undefined, timer: undefined };
    worker.on('message', (result: TaskResult) => this.#finish(seat, result));
    worker.on('error', (error: Error) => this.#fail(seat, error.message));
    worker.on('exit', () => this.#fail(seat, 'its decoder stopped'));
    // It keeps no process alive that has nothing else to do.
    worker.unref();
    this.#all.add(seat);
    return seat;
  }

  #finish(seat: Seat, result: TaskResult): void {
    const { job } = seat;
    if (job?.task.id !== result.id) return;
    clearTimeout(seat.timer);
    seat.job = undefined;
    this.#idle.push(seat);
    job.resolve(result);
    this.#startNext();
  }

  #fail(seat: Seat, what: string): void {
    const { job } = seat;
    clearTimeout(seat.timer);
    seat.job = undefined;
    if (!this.#all.delete(seat)) return;
    const place = this.#idle.indexOf(seat);
    if (place !== -1) this.#idle.splice(place, 1);
    void seat.worker.terminate();
    job?.reject(new DicomWebProblem('undecodable-image', `The frame cannot be decoded: ${what}`));
    this.#startNext();
  }
}
