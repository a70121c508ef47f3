import type { ImageSource } from '../sources/image-source.ts';
import { Fetcher, type FetcherOptions } from './fetching/fetcher.ts';
import { Images } from './fetching/images.ts';
import type { Store } from './store/store.ts';
import { Studies } from './study.ts';

export interface ShelfOptions {
  readonly store: Store;
  readonly source: ImageSource;
  readonly isOnline: () => boolean;
  readonly wait: FetcherOptions['wait'];
  /** Before anything of an exam is shown or fetched. Throws where that is not allowed any more. */
  readonly mayRead?: (examId: string) => void;
  readonly onBytes?: NonNullable<FetcherOptions['onBytes']>;
  readonly keeping?: NonNullable<FetcherOptions['keeping']>;
}

/** Exams in one folder under one key, wherever they come from: what an account's library and this computer's own share. */
export class Shelf {
  readonly store: Store;
  readonly images: Images;
  readonly studies: Studies;

  constructor({ store, source, isOnline, wait, onBytes, mayRead, keeping }: ShelfOptions) {
    this.store = store;
    const fetcher = new Fetcher({
      store,
      isOnline,
      wait,
      ...(onBytes && { onBytes }),
      ...(keeping && { keeping }),
    });
    this.images = new Images({ store, fetcher, source, ...(mayRead && { mayRead }) });
    this.studies = new Studies({ store, source, images: this.images, isOnline });
  }
}
