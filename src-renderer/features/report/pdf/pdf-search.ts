import type { EventBus } from 'pdfjs-dist/legacy/web/pdf_viewer.mjs';
import { patchSearch, type SearchState, type ViewStore } from './view-store.ts';

interface MatchesEvent {
  readonly matchesCount: { readonly current: number; readonly total: number };
}
interface ControlEvent extends MatchesEvent {
  readonly state: number;
}

/** pdf.js's `FindState`, in its order. */
const statuses = ['found', 'none', 'wrapped', 'searching'] as const;

/** Searching in the document: accents and case do not matter, every place is marked. */
export class PdfSearch {
  readonly #eventBus: EventBus;
  readonly #store: ViewStore;
  readonly #end = new AbortController();

  constructor(eventBus: EventBus, store: ViewStore) {
    this.#eventBus = eventBus;
    this.#store = store;
    const options = { signal: this.#end.signal };
    const count = ({ matchesCount }: MatchesEvent): Partial<SearchState> => ({ ...matchesCount });
    eventBus.on('updatefindmatchescount', (event: MatchesEvent) => patchSearch(store, count(event)), options);
    eventBus.on(
      'updatefindcontrolstate',
      (event: ControlEvent) => {
        const { query } = store.getState().search;
        const status = query === '' ? 'idle' : (statuses[event.state] ?? 'idle');
        patchSearch(store, { ...count(event), status });
      },
      options,
    );
  }

  dispose(): void {
    this.#end.abort();
  }

  query(query: string): void {
    patchSearch(this.#store, { query, ...(query === '' && { status: 'idle', current: 0, total: 0 }) });
    this.#find('', false);
  }

  next(): void {
    this.#find('again', false);
  }

  previous(): void {
    this.#find('again', true);
  }

  close(): void {
    patchSearch(this.#store, { isOpen: false });
    this.#eventBus.dispatch('findbarclose', { source: this });
  }

  open(): void {
    const { isOpen, query } = this.#store.getState().search;
    if (isOpen) return;
    patchSearch(this.#store, { isOpen: true });
    if (query !== '') this.#find('', false);
  }

  #find(type: '' | 'again', findPrevious: boolean): void {
    this.#eventBus.dispatch('find', {
      source: this,
      type,
      query: spellings(this.#store.getState().search.query),
      findPrevious,
      caseSensitive: false,
      entireWord: false,
      highlightAll: true,
      matchDiacritics: false,
    });
  }
}

const ligatures = [
  ['œ', 'oe'],
  ['æ', 'ae'],
] as const;

/** « œdème » is found by « oedeme » and the other way round: to pdf.js these letters are no accents. */
export function spellings(query: string): string | string[] {
  const all = ligatures.flatMap(([one, two]) => [
    query.replaceAll(new RegExp(two, 'giu'), one),
    query.replaceAll(new RegExp(one, 'giu'), two),
  ]);
  const distinct = [...new Set([query, ...all])];
  return distinct.length === 1 ? query : distinct;
}
