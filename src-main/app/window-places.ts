import { nativeTheme, screen, type BrowserWindow } from 'electron';
import type { WindowKind } from '../../src-shared/ipc/define.ts';
import type { Slot } from '../session/memory.ts';
import type { Settings } from './settings.ts';
import {
  cascaded,
  displaysFor,
  placeOnDisplays,
  windowPlaceSchema,
  type WindowPlace,
} from './window-place.ts';

const usualSize = { shell: { width: 1280, height: 840 }, viewer: { width: 1400, height: 900 } } as const;
const leastSize = { width: 800, height: 600 };
/** Before the page has drawn: its own background, so that nothing flashes. The viewer is always dark. */
const background = { light: '#faf8f5', dark: '#171615', viewer: '#0b0b0c' } as const;

/** What a place is remembered for. */
export type PlaceName = WindowKind | 'viewer-beside';

export interface Where {
  readonly placeName?: PlaceName;
  /** Displays (`id`) that it stays away from where there is another. */
  readonly taken?: ReadonlySet<number>;
  /** How many of its like are open: each stands a bit lower. */
  readonly step?: number;
}

/** Where windows were last, and where they open now. */
export class WindowPlaces {
  readonly #places: Readonly<Record<PlaceName, Slot<WindowPlace | null>>>;

  readonly #keep = new WeakMap<BrowserWindow, () => void>();

  constructor(settings: Settings) {
    const place = (name: PlaceName): Slot<WindowPlace | null> =>
      settings.slot(`window.${name}`, windowPlaceSchema.nullable(), null);
    this.#places = {
      shell: place('shell'),
      viewer: place('viewer'),
      'viewer-beside': place('viewer-beside'),
    };
  }

  /** As large as it will be seen, before it is seen. Answers with what is remembered. */
  size(
    window: BrowserWindow,
    kind: WindowKind,
    { placeName = kind, taken = new Set(), step = 0 }: Where = {},
  ): WindowPlace | null {
    const place = this.#places[placeName].get();
    const wanted = place && cascaded(place.bounds, step);
    const primary = screen.getPrimaryDisplay();
    const displays = displaysFor(screen.getAllDisplays(), primary.id, taken);
    const areas = displays.map(({ workArea }) => workArea);
    const { width, height } = areas[0] ?? primary.workArea;
    window.setMinimumSize(Math.min(leastSize.width, width), Math.min(leastSize.height, height));
    window.setBounds(placeOnDisplays(wanted, areas, usualSize[kind], leastSize));
    const theme = nativeTheme.shouldUseDarkColors ? background.dark : background.light;
    window.setBackgroundColor(kind === 'viewer' ? background.viewer : theme);
    return place;
  }

  /** At the place where its like was last, which it remembers when it is closed; else on `display`. */
  put(window: BrowserWindow, kind: WindowKind, where: Where = {}): void {
    if (this.size(window, kind, where)?.maximised) window.maximize();
    const { placeName = kind } = where;
    const keep = (): void =>
      this.#places[placeName].set({ bounds: window.getNormalBounds(), maximised: window.isMaximized() });
    this.#keep.set(window, keep);
    window.on('close', keep);
  }

  /** Ends a window without asking its page, of which no `close` tells; where it was is remembered all the same. */
  destroy(window: BrowserWindow): void {
    this.#keep.get(window)?.();
    window.destroy();
  }
}
