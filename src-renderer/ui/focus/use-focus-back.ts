import { useLayoutEffect } from 'react';

/** What opened dialogs, the last one at the end. */
const openers: HTMLElement[] = [];
const most = 8;

/**
 * A dialog gives the focus back to what opened it. Where that is gone, as with a dialog that another one followed, the
 * focus goes to what opened the one before: it is never lost.
 */
export function useFocusBack(isOpen: boolean): void {
  useLayoutEffect(() => {
    if (!isOpen) return undefined;
    const { activeElement } = document;
    if (activeElement instanceof HTMLElement && activeElement !== document.body) {
      openers.push(activeElement);
      if (openers.length > most) openers.shift();
    }
    // After the dialog has tried by itself.
    return () => void requestAnimationFrame(() => requestAnimationFrame(giveBack));
  }, [isOpen]);
}

function giveBack(): void {
  const opener = openers.findLast(({ isConnected }) => isConnected);
  if (opener === undefined) focusHeadingIfLost();
  else if (isLost()) opener.focus();
}

const isLost = (): boolean => document.activeElement === null || document.activeElement === document.body;

export function focusHeadingIfLost(): void {
  if (isLost()) document.querySelector<HTMLElement>('main h1')?.focus();
}
