import type { Drawable, DrawTask } from './draw-tasks.ts';
import type { DrawMessage } from './draw-worker.ts';

/** The part of a Worker that the pool needs; tests give another. */
export interface DrawWorker {
  postMessage(message: DrawMessage): void;
  terminate(): void;
  onmessage: ((event: MessageEvent<number>) => unknown) | null;
  onerror: ((event: ErrorEvent) => unknown) | null;
}

interface Job {
  left: number;
  readonly control: Int32Array;
  readonly settle: (whole: boolean) => void;
}

export interface Drawing {
  /** True once the whole picture is there; false where it was given up. */
  readonly done: Promise<boolean>;
  cancel(): void;
}

/** All cores draw each picture together: they share the volume's memory and take its lines in turn. */
export class DrawPool {
  private readonly workers: DrawWorker[];
  private readonly jobs = new Map<number, Job>();
  private readonly onCrash: () => void;
  private next = 0;

  constructor(size: number, start: () => DrawWorker, onCrash: () => void) {
    this.onCrash = onCrash;
    this.workers = Array.from({ length: size }, start);
    for (const worker of this.workers) {
      worker.onmessage = ({ data }) => this.finished(data);
      worker.onerror = () => {
        this.close();
        this.onCrash();
      };
    }
  }

  setDrawable(drawable: Drawable): void {
    for (const worker of this.workers) worker.postMessage({ kind: 'drawable', drawable });
  }

  draw(task: DrawTask): Drawing {
    const id = this.next;
    this.next += 1;
    const control = new Int32Array(new SharedArrayBuffer(8));
    const done = new Promise<boolean>((resolve) => {
      this.jobs.set(id, { left: this.workers.length, control, settle: resolve });
      if (this.workers.length === 0) this.finish(id);
    });
    for (const worker of this.workers) worker.postMessage({ kind: 'draw', id, task, control });
    return { done, cancel: () => void Atomics.store(control, 1, 1) };
  }

  close(): void {
    for (const worker of this.workers.splice(0)) {
      worker.onmessage = null;
      worker.onerror = null;
      worker.terminate();
    }
    for (const [id, { control }] of this.jobs) {
      Atomics.store(control, 1, 1);
      this.finish(id);
    }
  }

  private finished(id: number): void {
    const job = this.jobs.get(id);
    if (job === undefined) return;
    job.left -= 1;
    if (job.left === 0) this.finish(id);
  }

  private finish(id: number): void {
    const job = this.jobs.get(id);
    this.jobs.delete(id);
    job?.settle(Atomics.load(job.control, 1) === 0);
  }
}
