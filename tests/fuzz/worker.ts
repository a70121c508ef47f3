// Takes case after case of one target in a thread that can be ended when one takes too long.
import { parentPort, workerData } from 'node:worker_threads';
import { caseOf } from './mutate.ts';
import { targets } from './targets.ts';

const { name, first, progress } = workerData as {
  name: string;
  first: number;
  /** The number of the case that is being taken. */
  progress: Int32Array;
};
/** Held after a case, beside what the thread began with: nothing may be kept. */
const mostHeld = 1_500_000_000;

const target = targets[name]?.();
if (!target) throw new Error(`no target '${name}'`);
const seeds = await target.seeds();
parentPort?.postMessage('ready');
for (let number = first; ; number += 1) {
  Atomics.store(progress, 0, number);
  await target.take(caseOf(number, seeds));
  const { external, arrayBuffers } = process.memoryUsage();
  if (external + arrayBuffers > mostHeld) throw new Error('memory is kept');
  // Lets the parent end it between two cases.
  await new Promise((resolve) => setImmediate(resolve));
}
