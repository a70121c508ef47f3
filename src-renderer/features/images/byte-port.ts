import { BYTE_PORT } from '../../../src-shared/ipc/wire.ts';

/** Hears of each byte port that preload hands over: the first, and another after the library was restarted. */
export const onBytePort = (listener: (port: MessagePort) => void): (() => void) => {
  const receive = (event: MessageEvent): void => {
    const [port] = event.ports;
    // Only this very window may hand over a port.
    if (event.source === window && event.data === BYTE_PORT && port !== undefined) listener(port);
  };
  window.addEventListener('message', receive);
  return () => window.removeEventListener('message', receive);
};
