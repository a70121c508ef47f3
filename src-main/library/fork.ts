import { utilityProcess } from 'electron';
import type { LibraryProcess } from './link.ts';

/** Starts the library in a process of its own. `entry` is the built out/main/library.js. */
export function forkLibrary(entry: string): LibraryProcess {
  const child = utilityProcess.fork(entry, [], {
    serviceName: 'e-mage library',
    // Files are read, written and flushed at one time; with four threads a flush would stand in the way of a read.
    env: { ...process.env, UV_THREADPOOL_SIZE: '8' },
  });
  return {
    postMessage: (message, ports) => child.postMessage(message, ports),
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => void child.on('exit', listener),
    kill: () => void child.kill(),
  };
}
