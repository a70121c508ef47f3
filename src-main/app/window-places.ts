import { nativeTheme, screen, type BrowserWindow, type Display } from 'electron';
import type { WindowKind } from '../../src-shared/ipc/define.ts';
import type { Slot } from '../session/memory.ts';
import type { Settings } from './settings.ts';
import { cascaded, placeOnDisplays, windowPlaceSchema, type WindowPlace } from './window-place.ts';

const usualSize = { shell: { width: 1280, height: 840 }, viewer: { width: 1400, height: 900 } } as const;
const leastSize = { width: 800, height: 600 };
/** Before the page has drawn: its own background, so that nothing flashes. The viewer is always dark. */
const background = { light: '#faf8f5', dark: '#171615', viewer: '#0b0b0c' } as const;

/** What a place is remembered for. */
export type PlaceName = WindowKind | 'viewer-beside';

export interface Where {
  readonly placeName?: PlaceName;
  /** Where nothing is remembered; the primary one unless told. */
  readonly display?: Display | undefined;
  /** How many of its like are open: each stands a bit lower. */
  readonly step?: number;
}

/** Where windows were last, and where they open now. */
export class WindowPlaces {
  readonly #places: Readonly<Record<PlaceName, Slot<WindowPlace | null>>>;

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
    { placeName = kind, display, step = 0 }: Where = {},
  ): WindowPlace | null {
    const place = this.#places[placeName].get();
    const wanted = place && cascaded(place.bounds, step);
    const primary = display ?? screen.getPrimaryDisplay();
    const others = screen.getAllDisplays().filter(({ id }) => id !== primary.id);
    const areas = [primary, ...others].map(({ workArea }) => workArea);
    window.setMinimumSize(
      Math.min(leastSize.width, primary.workArea.width),
      Math.min(leastSize.height, primary.workArea.height),
    );
    window.setBounds(placeOnDisplays(wanted, areas, usualSize[kind], leastSize));
    const theme = nativeTheme.shouldUseDarkColors ? background.dark : background.light;
    window.setBackgroundColor(kind === 'viewer' ? background.viewer : theme);
    return place;
  }

  /** At the place where its like was last, which it remembers when it is closed; else on `display`. */
  put(window: BrowserWindow, kind: WindowKind, where: Where = {}): void {
    if (this.size(window, kind, where)?.maximised) window.maximize();
    const { placeName = kind } = where;
    window.on('close', () =>
      this.#places[placeName].set({ bounds: window.getNormalBounds(), maximised: window.isMaximized() }),
    );
  }
}
