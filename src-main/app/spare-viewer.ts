import type { BrowserWindow } from 'electron';
import { viewerWithoutExam } from './pages.ts';

/** Milliseconds from a wish for one until it is made: what the person has just asked for comes first. */
const PATIENCE = 1_000;

export interface TakenViewer {
  readonly window: BrowserWindow;
  /** Its page waits for an exam; false where it did not come. */
  readonly loaded: Promise<boolean>;
}

/**
 * A viewer window that is there before anybody asks for one: hidden, its page read, waiting for an exam. A process, a page
 * and its scripts take longer to come than the first image does.
 */
export class SpareViewer {
  readonly #make: () => BrowserWindow;
  #spare: TakenViewer | null = null;
  #timer: NodeJS.Timeout | undefined;
  #ended = false;

  constructor(make: () => BrowserWindow) {
    this.#make = make;
  }

  get window(): BrowserWindow | null {
    return this.#spare?.window ?? null;
  }

  /** Has one made soon, if there is none. */
  prepare(): void {
    if (this.#spare || this.#ended) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#begin(), PATIENCE);
  }

  /**
   * The window, which is no spare one any more. Its page may still be on its way: it comes sooner than that of a window made
   * now, whose way it would only slow down. For the same reason none is begun any more, where there is none yet.
   */
  take(): TakenViewer | null {
    clearTimeout(this.#timer);
    const spare = this.#spare;
    this.#spare = null;
    return spare;
  }

  drop(): void {
    clearTimeout(this.#timer);
    this.#spare?.window.destroy();
  }

  /** Drops it, and makes none any more: while an application ends, one more window that nobody sees would keep it from that. */
  end(): void {
    this.#ended = true;
    this.drop();
  }

  /** It does not end after all. */
  goOn(): void {
    this.#ended = false;
  }

  #begin(): void {
    if (this.#spare) return;
    const window = this.#make();
    const isSpare = (): boolean => this.#spare?.window === window;
    // Without one, a viewer opens as it always can.
    const giveUp = (): void => {
      if (isSpare() && !window.isDestroyed()) window.destroy();
    };
    window.once('closed', () => {
      if (isSpare()) this.#spare = null;
    });
    window.webContents.once('render-process-gone', giveUp);
    const loaded = window.loadURL(viewerWithoutExam).then(
      () => true,
      () => {
        giveUp();
        return false;
      },
    );
    this.#spare = { window, loaded };
  }
}
