import type { BrowserWindow } from 'electron';

/** Asks whether a window is closed although its page holds something that is shown only once. */
export type AskBeforeLoss = (window: BrowserWindow) => Promise<boolean>;

/**
 * A page that holds what is shown only once (an access code that nobody noted yet) keeps its window: `close` comes once the person
 * has said so. With `held` whoever was ending the application hears that it goes on for now; it answers whether it was ending.
 */
export function holdForPage(
  window: BrowserWindow,
  { ask, held, close }: { ask: AskBeforeLoss; held: () => boolean; close: (isEnding: boolean) => void },
): void {
  let asking = false;
  let isEnding = false;
  window.webContents.on('will-prevent-unload', () => {
    isEnding = held() || isEnding;
    if (asking) return;
    asking = true;
    void ask(window).then((wanted) => {
      const wasEnding = isEnding;
      asking = false;
      isEnding = false;
      if (wanted && !window.isDestroyed()) close(wasEnding);
    });
  });
}
