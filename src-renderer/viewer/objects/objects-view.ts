import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AppError } from '../../../src-shared/errors.ts';
import type { CellView, Opener, ViewSources } from '../cell-view.ts';
import { asAppError } from '../decode/run-task.ts';
import { hasPicture, kindOfObject } from '../dicom/object-kind.ts';
import type { DicomObject } from './read-object.ts';

export type ObjectState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready'; readonly object: DicomObject }
  | { readonly kind: 'failed'; readonly error: AppError };

export interface ObjectsState {
  /** Which of the series' instances is looked at, from 0. */
  readonly index: number;
  readonly count: number;
  readonly shown: ObjectState;
}

/** Behind nothing: a person waits for it. */
const PRIORITY = 0;

/** A series without pictures: its reports, films or curves, one at a time. */
export class ObjectsView implements CellView {
  readonly kind = 'objects';
  readonly store: StoreApi<ObjectsState>;
  readonly address: ViewSources['address'];
  private readonly sources: ViewSources;
  private readonly uids: readonly string[];
  private turn = 0;

  constructor(sources: ViewSources) {
    this.sources = sources;
    this.address = sources.address;
    this.uids = [...sources.headers]
      .sort((a, b) => (a.instanceNumber ?? Infinity) - (b.instanceNumber ?? Infinity) || 0)
      .map(({ sopInstanceUid }) => sopInstanceUid);
    this.store = createStore<ObjectsState>(() => ({
      index: 0,
      count: this.uids.length,
      shown: { kind: 'loading' },
    }));
    void this.load();
  }

  /** The instance looked at. */
  get sopInstanceUid(): string {
    return this.uids[this.store.getState().index] ?? '';
  }

  goTo(index: number): void {
    if (index < 0 || index >= this.uids.length || index === this.store.getState().index) return;
    this.store.setState({ index });
    void this.load();
  }

  retry(): void {
    void this.load();
  }

  /** Its component does all the drawing. */
  attach(): () => void {
    return () => undefined;
  }

  close(): void {
    this.turn += 1;
  }

  private async load(): Promise<void> {
    this.turn += 1;
    const { turn } = this;
    this.store.setState({ shown: { kind: 'loading' } });
    const { address, bytes, pool } = this.sources;
    try {
      const sopInstanceUid = this.uids[this.store.getState().index] ?? '';
      const file = await bytes.get({ ...address, sopInstanceUid }, PRIORITY).bytes;
      const { object } = await pool.run({ kind: 'object', file }, [file]);
      if (turn === this.turn) this.store.setState({ shown: { kind: 'ready', object } });
    } catch (error) {
      if (turn === this.turn) this.store.setState({ shown: { kind: 'failed', error: asAppError(error) } });
    }
  }
}

/** What is laid over other images is looked at there. */
const standsAlone = (sopClassUid: string): boolean => {
  const kind = kindOfObject(sopClassUid, null);
  return !hasPicture(kind) || kind === 'segmentation';
};

/** Series of reports, films, curves and others that no stack of images shows. */
export const objectsOpener: Opener = {
  accepts: (headers) => headers.length > 0 && headers.every(({ sopClassUid }) => standsAlone(sopClassUid)),
  open: (sources) => new ObjectsView(sources),
};
