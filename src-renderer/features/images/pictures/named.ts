import { useState } from 'react';

const NAMED = 'emage.viewer.pictures-named';

/** Whether pictures that leave the window say whose they are; as it was chosen last. A picture without a name is soon
 * taken for another person's, so that is what must be chosen. */
export const isNamed = (): boolean => localStorage.getItem(NAMED) !== 'no';

export function useNamed(): [boolean, (named: boolean) => void] {
  const [named, setNamed] = useState(isNamed);
  return [
    named,
    (next) => {
      localStorage.setItem(NAMED, next ? 'yes' : 'no');
      setNamed(next);
    },
  ];
}
