import { useEffect, useRef, type RefObject } from 'react';

/** Puts the caret into the form's field `name` when the form appears, and again whenever `occasion` changes. */
export function useFocusField(name: string, occasion: unknown): RefObject<HTMLFormElement | null> {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    form.current?.querySelector<HTMLInputElement>(`input[name="${name}"]`)?.focus();
  }, [name, occasion]);
  return form;
}
