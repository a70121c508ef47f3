import { contextBridge, ipcRenderer, webUtils } from 'electron';
import type { CallName, EventName } from '../src-shared/ipc/channels.ts';
import type { FirstCallName } from '../src-shared/ipc/first-calls.ts';
import type { Result } from '../src-shared/ipc/result.ts';
import { BYTE_PORT, callChannel, DROPPED, eventChannel, READY_CHANNEL } from '../src-shared/ipc/wire.ts';

/** The table's names, written here by the build: its schemas take longer to make than a first page has. */
declare const __CALL_NAMES__: readonly CallName[];
declare const __FIRST_CALL_NAMES__: readonly FirstCallName[];
declare const __EVENT_NAMES__: readonly EventName[];

// The first page is read while the application is still being put together; so is the table.
const ready: Promise<unknown> = ipcRenderer.invoke(READY_CHANNEL);
const table = () => import('./table.ts');
// A viewer asks as soon as its page was read; meanwhile this process has nothing else to do.
if (location.pathname === '/viewer.html') setTimeout(() => void table());

const isFirst = (name: CallName): name is FirstCallName =>
  __FIRST_CALL_NAMES__.some((firstName) => firstName === name);

const ask = async (name: CallName, input: unknown): Promise<Result<unknown>> => {
  // Asked first: the schemas are made while main answers.
  const answer: Promise<unknown> = ready.then(() => ipcRenderer.invoke(callChannel(name), input));
  if (isFirst(name)) {
    const { checkedFirstAnswer } = await import('./first-table.ts');
    return checkedFirstAnswer(name, await answer);
  }
  const { checkedAnswer } = await table();
  return checkedAnswer(name, await answer);
};

const isEventName = (name: unknown): name is EventName =>
  __EVENT_NAMES__.some((eventName) => eventName === name);

const listen = (name: unknown, listener: (payload: unknown) => void): (() => void) => {
  if (!isEventName(name)) throw new TypeError('no such event');
  let stopped = false;
  const hear = async (payload: unknown): Promise<void> => {
    const { checkedPayload } = await table();
    const checked = checkedPayload(name, payload);
    if (checked && !stopped) listener(checked.payload);
  };
  const onEvent = (_event: unknown, payload: unknown): void => void hear(payload);
  ipcRenderer.on(eventChannel(name), onEvent);
  return () => {
    stopped = true;
    ipcRenderer.off(eventChannel(name), onEvent);
  };
};

contextBridge.exposeInMainWorld('emage', {
  calls: Object.fromEntries(
    __CALL_NAMES__
      .filter((name) => name !== DROPPED)
      .map((name) => [name, (input: unknown) => ask(name, input)]),
  ),
  openDropped: (files: readonly File[]) =>
    ask(DROPPED, { paths: files.map((file) => webUtils.getPathForFile(file)).filter((path) => path !== '') }),
  on: listen,
});

// A port cannot cross the context bridge: the page gets it as a message of its own window.
ipcRenderer.on(BYTE_PORT, (event) => window.postMessage(BYTE_PORT, window.location.origin, event.ports));
