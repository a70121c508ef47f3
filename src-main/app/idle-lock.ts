import type { Clock } from '../session/clock.ts';

export interface IdleLockOptions {
  readonly clock: Clock;
  /** Seconds since the person last touched the computer. */
  readonly idleSeconds: () => number;
  /** Minutes after which to lock; 0 for never. */
  readonly limitMinutes: () => number;
  readonly lock: () => void;
}

const everyMs = 10_000;

/** Locks once the computer was left alone for the time chosen. Returns the function that ends the watch. */
export function watchIdleness({ clock, idleSeconds, limitMinutes, lock }: IdleLockOptions): () => void {
  let callOff = (): void => undefined;
  const look = (): void => {
    const limit = limitMinutes();
    if (limit > 0 && idleSeconds() >= limit * 60) lock();
    callOff = clock.after(everyMs, look);
  };
  callOff = clock.after(everyMs, look);
  return () => callOff();
}
