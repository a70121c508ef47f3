import { events, type EventName, type EventPayload } from '../../src-shared/ipc/channels.ts';
import { eventChannel } from '../../src-shared/ipc/wire.ts';

/** As much of Electron's `WebContents` as is used. */
export interface EventTarget {
  isDestroyed(): boolean;
  send(channel: string, payload: unknown): void;
}

/** Tells one window. */
export function tell<N extends EventName>(target: EventTarget, name: N, payload: EventPayload<N>): void {
  if (!target.isDestroyed()) target.send(eventChannel(name), events[name].parse(payload));
}

export type Broadcast = <N extends EventName>(name: N, payload: EventPayload<N>) => void;

/** Tells every window that there is at that moment. */
export const broadcastTo =
  (targets: () => Iterable<EventTarget>): Broadcast =>
  (name, payload) => {
    for (const target of targets()) tell(target, name, payload);
  };
