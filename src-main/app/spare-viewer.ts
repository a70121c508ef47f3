import type { BrowserWindow } from 'electron';
import { viewerWithoutExam } from './pages.ts';

/** Milliseconds from a wish for one until it is made: what the person has just asked for comes first. */
const PATIENCE = 1_000;

/**
 * A viewer window that is there before anybody asks for one: hidden, its page read, waiting for an exam. A process, a page
 * and its scripts take longer to come than the first image does.
 */
export class SpareViewer {
  readonly #make: () => BrowserWindow;
  #window: BrowserWindow | null = null;
  #ready = false;
  #timer: NodeJS.Timeout | undefined;
  #ended = false;

  constructor(make: () => BrowserWindow) {
    this.#make = make;
  }

  get window(): BrowserWindow | null {
    return this.#window;
  }

  /** Has one made soon, if there is none. */
  prepare(): void {
    if (this.#window || this.#ended) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#begin(), PATIENCE);
  }

  /** The window, if its page waits for an exam by now; it is no spare one any more. */
  take(): BrowserWindow | null {
    const window = this.#window;
    if (!window || !this.#ready) return null;
    this.#window = null;
    return window;
  }

  drop(): void {
    clearTimeout(this.#timer);
    this.#window?.destroy();
  }

  /** Drops it, for good: while an application ends, one more window that nobody sees would keep it from that. */
  end(): void {
    this.#ended = true;
    this.drop();
  }

  #begin(): void {
    if (this.#window) return;
    const window = this.#make();
    this.#window = window;
    this.#ready = false;
    const isSpare = (): boolean => this.#window === window;
    // Without one, a viewer opens as it always can.
    const giveUp = (): void => {
      if (isSpare() && !window.isDestroyed()) window.destroy();
    };
    window.once('closed', () => {
      if (isSpare()) this.#window = null;
    });
    window.webContents.once('render-process-gone', giveUp);
    window.loadURL(viewerWithoutExam).then(() => {
      if (isSpare()) this.#ready = true;
    }, giveUp);
  }
}
