import { useEffect } from 'react';

/** While the page holds what is shown only once, main asks before its window is closed. */
export function useHoldWindow(holds: boolean): void {
  useEffect(() => {
    if (!holds) return undefined;
    const hold = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', hold);
    return () => window.removeEventListener('beforeunload', hold);
  }, [holds]);
}
