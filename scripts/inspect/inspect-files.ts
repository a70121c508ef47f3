import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Inspection } from './inspect-file.ts';

/** No exam that a person waits for takes this long; a hostile file may. */
const PATIENCE = 120_000;

const damaged = (message: string): Inspection => ({ error: { code: 'instance-damaged', message } });

/** A thread with the decoders; a new one after a file has ended it, or had to be ended. */
class Inspector {
  private worker: Worker | null = null;
  private answer: (inspection: Inspection) => void = () => undefined;

  inspect(file: string): Promise<Inspection> {
    const worker = this.worker ?? this.start();
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.fail(worker, 'took too long'), PATIENCE);
      this.answer = (inspection) => {
        clearTimeout(timer);
        resolve(inspection);
      };
      worker.postMessage(file);
    });
  }

  async close(): Promise<void> {
    await this.worker?.terminate();
  }

  private start(): Worker {
    const worker = new Worker(new URL('./worker.ts', import.meta.url));
    worker.on('message', (inspection: Inspection) => this.answer(inspection));
    worker.on('error', (error) => this.fail(worker, String(error)));
    worker.on('exit', () => this.fail(worker, 'the thread ended'));
    this.worker = worker;
    return worker;
  }

  private fail(worker: Worker, message: string): void {
    if (this.worker !== worker) return;
    this.worker = null;
    void worker.terminate();
    this.answer(damaged(message));
  }
}

/** Inspects files on all cores; tells of each in the order given, as soon as those before are done. */
export const inspectFiles = async (
  files: readonly string[],
  tell: (file: string, inspection: Inspection) => void,
): Promise<void> => {
  const done = new Map<number, Inspection>();
  let [next, told] = [0, 0];
  const work = async (): Promise<void> => {
    const inspector = new Inspector();
    for (let index = next++; index < files.length; index = next++) {
      done.set(index, await inspector.inspect(files[index] ?? ''));
      for (let ready = done.get(told); ready !== undefined; ready = done.get(told)) {
        done.delete(told);
        tell(files[told] ?? '', ready);
        told += 1;
      }
    }
    await inspector.close();
  };
  const threads = Math.max(1, Math.min(availableParallelism(), 8, files.length));
  await Promise.all(Array.from({ length: threads }, work));
};
