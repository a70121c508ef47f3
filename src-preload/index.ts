import { contextBridge, ipcRenderer, webUtils } from 'electron';
import { BYTE_PORT } from '../src-shared/ipc/byte-channel.ts';
import { callNames, calls, DROPPED, events, isEventName, type CallName } from '../src-shared/ipc/channels.ts';
import { failed, type Result } from '../src-shared/ipc/result.ts';
import { resultSchemaFor } from '../src-shared/ipc/envelope.ts';
import { callChannel, eventChannel, READY_CHANNEL } from '../src-shared/ipc/wire.ts';

// The first page is read while the application is still being put together.
const ready: Promise<unknown> = ipcRenderer.invoke(READY_CHANNEL);

const ask = async (name: CallName, input: unknown): Promise<Result<unknown>> => {
  await ready;
  const answer: unknown = await ipcRenderer.invoke(callChannel(name), input);
  const parsed = resultSchemaFor(calls[name]).safeParse(answer);
  return parsed.success
    ? parsed.data
    : failed({ code: 'internal', message: `${name}: the answer has another shape` });
};

const listen = (name: unknown, listener: (payload: unknown) => void): (() => void) => {
  if (!isEventName(name)) throw new TypeError('no such event');
  const hear = (_event: unknown, payload: unknown): void => {
    const parsed = events[name].safeParse(payload);
    if (parsed.success) listener(parsed.data);
  };
  ipcRenderer.on(eventChannel(name), hear);
  return () => void ipcRenderer.off(eventChannel(name), hear);
};

contextBridge.exposeInMainWorld('emage', {
  calls: Object.fromEntries(
    callNames.filter((name) => name !== DROPPED).map((name) => [name, (input: unknown) => ask(name, input)]),
  ),
  openDropped: (files: readonly File[]) =>
    ask(DROPPED, { paths: files.map((file) => webUtils.getPathForFile(file)).filter((path) => path !== '') }),
  on: listen,
});

// A port cannot cross the context bridge: the page gets it as a message of its own window.
ipcRenderer.on(BYTE_PORT, (event) => window.postMessage(BYTE_PORT, window.location.origin, event.ports));
