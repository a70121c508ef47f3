import { useLayoutEffect } from 'react';

/** What opened dialogs, the last one at the end. */
const openers: HTMLElement[] = [];
const most = 8;

/**
 * A dialog gives the focus back to what opened it. Where that is gone, as with a dialog that another one followed, the
 * focus goes to what opened the one before: it is never lost. It goes back at once: the next key may come before the next
 * frame, or while the dialog still fades.
 */
export function useFocusBack(isOpen: boolean): void {
  useLayoutEffect(() => {
    if (!isOpen) return undefined;
    const { activeElement } = document;
    if (activeElement instanceof HTMLElement && activeElement !== document.body) {
      openers.push(activeElement);
      if (openers.length > most) openers.shift();
    }
    return () => {
      queueMicrotask(giveBack);
      // Where what opened it takes the focus no sooner; after the dialog has tried by itself.
      requestAnimationFrame(() => requestAnimationFrame(giveBack));
    };
  }, [isOpen]);
}

function giveBack(): void {
  const opener = openers.findLast((each) => each.isConnected && !isGoing(each));
  if (isLost()) opener?.focus();
  // What opened it may take no focus any more, as where the network went meanwhile.
  focusHeadingIfLost();
}

/** In a dialog that is closed and fades. */
const isGoing = (element: Element): boolean => element.closest('[data-exiting]') !== null;

const isLost = (): boolean => {
  const { activeElement } = document;
  return activeElement === null || activeElement === document.body || isGoing(activeElement);
};

export function focusHeadingIfLost(): void {
  if (isLost()) document.querySelector<HTMLElement>('main h1')?.focus();
}
