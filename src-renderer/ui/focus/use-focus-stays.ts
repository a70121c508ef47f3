import { useEffect, useLayoutEffect, useRef, type RefObject } from 'react';

/**
 * Where a button gives way to something else while it has the focus, the focus goes to the group that it stood in: to the
 * group and not to the next button, which may undo what was just done. `shown`: changes with what the group shows.
 */
export function useFocusStays<E extends HTMLElement = HTMLSpanElement>(shown: string): RefObject<E | null> {
  const group = useRef<E>(null);
  const had = useRef(false);
  useEffect(() => {
    const element = group.current;
    const came = (): void => {
      had.current = true;
    };
    const went = ({ target }: FocusEvent): void => {
      // What is taken away has not been left: known once it is gone.
      queueMicrotask(() => {
        had.current = target instanceof Node && !target.isConnected && had.current;
      });
    };
    element?.addEventListener('focusin', came);
    element?.addEventListener('focusout', went);
    return () => {
      element?.removeEventListener('focusin', came);
      element?.removeEventListener('focusout', went);
    };
  }, []);
  useLayoutEffect(() => {
    if (had.current && (document.activeElement === null || document.activeElement === document.body))
      group.current?.focus({ preventScroll: true });
  }, [shown]);
  return group;
}
