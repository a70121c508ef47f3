import { utilityProcess } from 'electron';
import type { LibraryProcess } from './client.ts';

/** Starts the library in a process of its own. `entry` is the built out/main/library.js. */
export function forkLibrary(entry: string): LibraryProcess {
  const child = utilityProcess.fork(entry, [], { serviceName: 'e-mage library' });
  return {
    postMessage: (message, ports) => child.postMessage(message, ports),
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => void child.on('exit', listener),
    kill: () => void child.kill(),
  };
}
