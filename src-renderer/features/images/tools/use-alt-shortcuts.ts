import { useEffect } from 'react';

/**
 * Alt alone opens the window's menu, when it is let go of. After a shortcut with Alt that would take the keyboard from
 * the images: then letting go of it means nothing more.
 */
export const useAltShortcuts = (): void =>
  useEffect(() => {
    const ends = new AbortController();
    let used = false;
    const listen = { signal: ends.signal, capture: true };
    window.addEventListener('keydown', ({ key, altKey }) => (used = altKey && key !== 'Alt'), listen);
    window.addEventListener(
      'keyup',
      (event) => {
        if (event.key === 'Alt' && used) event.preventDefault();
      },
      listen,
    );
    return () => ends.abort();
  }, []);
