import type { Fault } from '../../src-shared/ipc/schemas/help.ts';
import { CallFailure } from './call.ts';

/** A page that goes wrong with every frame has said so by then. */
const most = 20;
let told = 0;

/** A fault of our own, for the log that a technical report quotes: its kind and its place. Its words may name a patient. */
export function faultOf(thrown: unknown): Fault {
  if (!(thrown instanceof Error)) return { name: typeof thrown, at: [] };
  const at = (thrown.stack ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.startsWith('at '))
    .slice(0, 8)
    .map((line) => line.slice(0, 200));
  return { name: /^\w{1,60}$/.test(thrown.name) ? thrown.name : 'Error', at };
}

export function tellFault(thrown: unknown): void {
  // A failure that was answered has been logged where it arose.
  if (thrown instanceof CallFailure || told >= most) return;
  told += 1;
  void window.emage.calls['help.fault'](faultOf(thrown));
}

/** What nothing else caught; React tells of what it caught itself, where a page is made. */
export function watchFaults(): void {
  window.addEventListener('error', (event) => tellFault(event.error));
  window.addEventListener('unhandledrejection', (event) => tellFault(event.reason));
}
