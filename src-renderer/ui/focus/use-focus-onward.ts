import { useLayoutEffect, useRef, type RefObject } from 'react';
import { focusHeadingIfLost } from './use-focus-back.ts';

/** What goes away while the focus is in it passes the focus on to the page's heading. */
export function useFocusOnward(): RefObject<HTMLElement | null> {
  const going = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    const element = going.current;
    return () => {
      // Still in the page at this moment, and gone before the next key.
      if (element?.contains(document.activeElement)) queueMicrotask(focusHeadingIfLost);
    };
  }, []);
  return going;
}
