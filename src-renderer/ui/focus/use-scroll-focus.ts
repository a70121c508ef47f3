import { type RefCallback, useCallback } from 'react';

/**
 * For a region that scrolls and may hold nothing to press: while it does not show all it has, the keyboard reaches it
 * (WCAG 2.1.1). While it does, it is no stop.
 */
export const useScrollFocus = (): RefCallback<HTMLElement> =>
  useCallback((element) => {
    if (element === null) return undefined;
    const look = (): void => {
      if (element.scrollHeight > element.clientHeight + 1) element.tabIndex = 0;
      else element.removeAttribute('tabindex');
    };
    look();
    const observer = new ResizeObserver(look);
    observer.observe(element);
    for (const child of element.children) observer.observe(child);
    return () => observer.disconnect();
  }, []);
