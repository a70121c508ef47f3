import { useEffect, useRef, type RefObject } from 'react';

/**
 * Puts the caret into the form's field `name` when the form appears, and again whenever `occasion` changes. What is to be
 * read first (`preventScroll`) stays in sight; the field comes as soon as something is typed.
 */
export function useFocusField(
  name: string,
  occasion: unknown,
  preventScroll = false,
): RefObject<HTMLFormElement | null> {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    form.current?.querySelector<HTMLInputElement>(`input[name="${name}"]`)?.focus({ preventScroll });
  }, [name, occasion, preventScroll]);
  return form;
}
