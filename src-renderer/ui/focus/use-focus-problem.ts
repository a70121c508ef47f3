import { useEffect, useRef, type RefObject } from 'react';

/** After each try to go on: what stops it comes into view, and the focus goes where it can be put right. */
export function useFocusProblem(tries: number): RefObject<HTMLElement | null> {
  const within = useRef<HTMLElement>(null);
  useEffect(() => {
    if (tries === 0) return;
    const problem = within.current?.querySelector('.ui-field-error');
    problem?.closest('.ui-field, fieldset')?.querySelector<HTMLElement>('input, textarea')?.focus();
    problem?.scrollIntoView({ block: 'center' });
  }, [tries]);
  return within;
}
