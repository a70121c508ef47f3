import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Task, TaskResult } from './protocol.ts';

/** Runs every task on worker threads, one at a time on each. Fails as a whole with the first failure. */
export async function runTasks(
  tasks: readonly Omit<Task, 'id'>[],
  onResult: (task: Omit<Task, 'id'>, paths: readonly string[]) => void,
): Promise<void> {
  const count = Math.min(tasks.length, Math.max(1, Math.min(8, availableParallelism())));
  let next = 0;
  const work = (worker: Worker): Promise<void> =>
    new Promise((resolve, reject) => {
      const give = (): void => {
        const task = tasks[next];
        if (!task) {
          resolve();
          return;
        }
        worker.postMessage({ id: next, ...task } satisfies Task);
        next += 1;
      };
      worker.on('message', (result: TaskResult) => {
        const task = tasks[result.id];
        if ('failure' in result || !task) {
          reject(new Error('failure' in result ? result.failure : 'an answer to no question'));
          return;
        }
        onResult(task, result.paths);
        give();
      });
      worker.on('error', reject);
      worker.on('exit', (code) => {
        if (code !== 0) reject(new Error(`an image worker ended with code ${code}`));
      });
      give();
    });
  const workers = Array.from({ length: count }, () => new Worker(new URL('./worker.ts', import.meta.url)));
  try {
    await Promise.all(workers.map(work));
  } finally {
    for (const worker of workers) worker.removeAllListeners('exit');
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}
