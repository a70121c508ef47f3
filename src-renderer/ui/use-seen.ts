import { useSyncExternalStore } from 'react';

/** A window that is never painted, behind all others, still comes to the rest of its work. */
const patienceMs = 2_000;
const firstPaint = 'first-contentful-paint';

let seen = false;
const listeners = new Set<() => void>();

function watchFirstPaint(): void {
  const done = (): void => {
    if (seen) return;
    seen = true;
    for (const listener of listeners) listener();
  };
  if (!PerformanceObserver.supportedEntryTypes.includes('paint')) {
    done();
    return;
  }
  new PerformanceObserver((list, observer) => {
    if (list.getEntriesByName(firstPaint).length === 0) return;
    observer.disconnect();
    done();
  }).observe({ type: 'paint', buffered: true });
  setTimeout(done, patienceMs);
}
watchFirstPaint();

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** Whether somebody sees the page yet: until then processor time is theirs, and what nobody waits for does not ask for it. */
export const useSeen = (): boolean => useSyncExternalStore(subscribe, () => seen);
