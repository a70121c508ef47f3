import { createStore, type StoreApi } from 'zustand/vanilla';

/** How the size of a page is chosen; `free` once the person zoomed by hand. */
export type Fit = 'auto' | 'page-width' | 'page-fit' | 'free';

export interface SearchState {
  readonly isOpen: boolean;
  readonly query: string;
  readonly status: 'idle' | 'searching' | 'found' | 'none' | 'wrapped';
  /** 1-based; 0 while nothing is chosen. */
  readonly current: number;
  readonly total: number;
}

/** What is on screen of a report: written by `PdfView`, read by the tool bar. */
export interface ViewState {
  /** 1-based. */
  readonly page: number;
  readonly pages: number;
  /** 1 is the size on paper at 96 dpi. */
  readonly scale: number;
  readonly fit: Fit;
  /** Clockwise degrees that the person added: 0, 90, 180, 270. */
  readonly rotation: number;
  readonly search: SearchState;
  readonly thumbnailsOpen: boolean;
  /** The first page has been drawn. */
  readonly isDrawn: boolean;
}

const noSearch: SearchState = { isOpen: false, query: '', status: 'idle', current: 0, total: 0 };
const initial: ViewState = {
  page: 1,
  pages: 0,
  scale: 1,
  fit: 'auto',
  rotation: 0,
  search: noSearch,
  thumbnailsOpen: false,
  isDrawn: false,
};

export type ViewStore = StoreApi<ViewState>;
export const createViewStore = (): ViewStore => createStore<ViewState>(() => initial);
export const patchSearch = (store: ViewStore, patch: Partial<SearchState>): void =>
  store.setState(({ search }) => ({ search: { ...search, ...patch } }));
