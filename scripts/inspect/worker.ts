// Inspects the files that it is sent, one after another, in a thread that can be ended when a file takes too long.
import { parentPort } from 'node:worker_threads';
import { nodeCodecs } from '../../src-renderer/viewer/testing/node-codecs.ts';
import { inspectFile } from './inspect-file.ts';

const codecs = nodeCodecs();

parentPort?.on('message', (file: string) => {
  void inspectFile(file, codecs).then((inspection) => parentPort?.postMessage(inspection));
});
