import { setTimeout as delay } from 'node:timers/promises';
import { net, type MessagePortMain } from 'electron';
import { DicomWeb } from '../sources/portal/dicomweb.ts';
import { bytesDirectly } from '../sources/portal/direct/bytes-directly.ts';
import { createHttp } from '../sources/portal/http.ts';
import type { BytePort } from './byte-port.ts';
import { bytesByNet } from './bytes-by-net.ts';
import { LibraryService } from './service.ts';

// The library process: wires the service to Electron, and holds no logic.

const fetch: typeof globalThis.fetch = (url, init) => net.fetch(url instanceof URL ? url.href : url, init);
// DICOMweb answers hold no text meant for people.
const http = createHttp({ fetch, language: () => 'fr' });
const otherwise = bytesByNet((options) => net.request(options));

const portOf = (port: MessagePortMain): BytePort => ({
  postMessage: (message) => port.postMessage(message),
  onMessage(listener) {
    port.on('message', ({ data }) => listener(data));
    port.start();
  },
  onClose: (listener) => void port.on('close', listener),
});

const service = new LibraryService({
  send: (message) => process.parentPort.postMessage(message),
  source: (portal, { withToken, routeTo }) =>
    new DicomWeb({ portal, http, open: bytesDirectly({ routeTo, otherwise }), withToken }),
  wait: (ms, signal) => delay(ms, undefined, { signal }),
});

process.parentPort.on('message', ({ data, ports }) => {
  const [port] = ports;
  service.receive(data, port ? portOf(port) : null);
});
