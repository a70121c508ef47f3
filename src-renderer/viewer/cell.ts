import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ImageRef } from '../../src-shared/domain/notes.ts';
import type { InstanceHeader } from '../../src-shared/domain/series.ts';
import type { AppError } from '../../src-shared/errors.ts';
import type { CellView, Opener, ViewSources } from './cell-view.ts';
import type { History } from './history.ts';
import type { Rect } from './notes/hit.ts';
import type { Notes } from './notes/notes.ts';
import type { Point, Size } from './stage/pose.ts';
import { asAppError } from './decode/run-task.ts';
import { ObjectsView } from './objects/objects-view.ts';
import type { LayerBook } from './layers/layer-book.ts';
import { type SeriesAddress, SeriesLoader } from './series/series-loader.ts';
import type { GpuContext } from './stage/gpu-context.ts';
import type { Painter } from './stage/painter.ts';
import { PointerInput } from './stage/pointer-input.ts';
import { Stage } from './stage/stage.ts';
import { StackView } from './stack-view.ts';
import { type DragTool, initialView, type ViewState } from './view-state.ts';

export type ListState =
  | { readonly kind: 'none' }
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready' }
  | { readonly kind: 'failed'; readonly error: AppError };

export interface CellState {
  /** What it shows, or is about to show; null for an empty cell. */
  readonly series: SeriesAddress | null;
  /** How the list of the series' images came along. */
  readonly list: ListState;
  /** What took the stack's place; null for images. */
  readonly other: CellView | null;
}

export interface CellOptions {
  readonly sources: Omit<ViewSources, 'address' | 'headers'>;
  readonly instances: (address: SeriesAddress) => Promise<readonly InstanceHeader[]>;
  readonly openers: readonly Opener[];
  readonly layers: LayerBook;
  readonly tool: () => DragTool;
  readonly notes: Notes;
  readonly history: History;
  /** A person went to another image. */
  readonly onStep: () => void;
  /** A person changed how it looks. */
  readonly onLook: (name: string) => void;
  /** A GPU's painter, once there is one; null: the CPU draws. */
  readonly painter: () => Painter | null;
  /** Null where there is none. */
  readonly gpu: () => GpuContext | null;
  readonly onDrawn: () => void;
}

const empty: CellState = { series: null, list: { kind: 'none' }, other: null };

/** One field of the layout, with a series of its own. */
export class Cell {
  readonly id: number;
  readonly store: StoreApi<CellState> = createStore<CellState>(() => empty);
  /** What its stack shows. */
  readonly view: StoreApi<ViewState> = createStore<ViewState>(() => initialView);
  readonly stack: StackView;
  /** Where a magnifying glass is held, in CSS pixels; null while it is not. */
  readonly magnifier: StoreApi<{ readonly at: Point | null }> = createStore<{ readonly at: Point | null }>(
    () => ({ at: null }),
  );
  private words: ReadonlyMap<string, Rect> = new Map();
  private readonly options: CellOptions;
  private loader: SeriesLoader | null = null;
  private opened: ViewSources | null = null;
  private stage: Stage | null = null;
  private turn = 0;

  constructor(id: number, options: CellOptions) {
    this.id = id;
    this.options = options;
    this.stack = new StackView({
      publish: (state) => this.view.setState(state, true),
      onStep: options.onStep,
      presentationOf: options.layers.presentationOf,
      onChange: (name, before, after) => {
        options.history.record({
          name: `${name} ${id}`,
          before,
          after,
          apply: (_from, to) => this.stack.look.apply(to),
        });
        options.onLook(name);
      },
    });
  }

  /** Shows a series from `index` (0-based) on. Loading starts at once, also before there is an element. */
  async open(address: SeriesAddress, index = 0): Promise<void> {
    this.clear();
    const { turn } = this;
    this.store.setState({ series: address, list: { kind: 'loading' } });
    try {
      const headers = await this.options.instances(address);
      if (turn !== this.turn) return;
      this.show(address, headers, index);
      this.store.setState({ list: { kind: 'ready' } });
    } catch (error) {
      if (turn !== this.turn) return;
      this.store.setState({ list: { kind: 'failed', error: asAppError(error) } });
    }
  }

  /** Tries again what failed: the list of images, or images. */
  retry(): void {
    const { series, list } = this.store.getState();
    if (series !== null && list.kind === 'failed') void this.open(series);
    else this.stack.retry();
  }

  /** CSS pixels. */
  get size(): Size {
    return this.stage?.size ?? { width: 0, height: 0 };
  }

  /** Where the words of what is drawn on its image stand: who shows them says so, for hands to find them. */
  setWords(words: ReadonlyMap<string, Rect>): void {
    this.words = words;
  }

  goToImage({ sopInstanceUid, frame }: ImageRef): void {
    const index = this.loader?.indexOf(sopInstanceUid, frame) ?? null;
    if (index !== null) this.stack.goTo(index);
  }

  /** Another kind of view takes the stack's place. The stack stays as it is, for `giveBack`. */
  take(view: CellView): void {
    this.stack.pause();
    this.store.getState().other?.close();
    this.store.setState({ other: view });
    view.useGpu?.(this.options.gpu());
  }

  /** Another way to look at the images that it shows. False where it shows none. */
  takeAs(make: (sources: ViewSources, images: SeriesLoader) => CellView): boolean {
    const { loader, opened } = this;
    if (loader === null || opened === null) return false;
    this.take(make(opened, loader));
    return true;
  }

  /** The series whose images it shows, for who reads all of them; null where it shows none. */
  get images(): ViewSources | null {
    return this.loader === null || this.store.getState().other !== null ? null : this.opened;
  }

  /** The film that stands where an image was expected, as a film. */
  openFilm(): void {
    const uid = this.loader?.instanceAt(this.stack.at.index)?.sopInstanceUid;
    this.takeAs(({ headers, ...sources }) => {
      return new ObjectsView({
        ...sources,
        headers: headers.filter(({ sopInstanceUid }) => sopInstanceUid === uid),
      });
    });
  }

  /** Images wait behind what took their place. */
  get hasImages(): boolean {
    return this.loader?.instanceAt(0)?.alone === false;
  }

  giveBack(): void {
    this.store.getState().other?.close();
    this.store.setState({ other: null });
  }

  clear(): void {
    this.turn += 1;
    this.loader?.stop();
    this.loader = null;
    this.opened = null;
    this.stack.close();
    this.store.getState().other?.close();
    this.store.setState(empty);
    this.view.setState(initialView, true);
  }

  /** Gives the stack an element to draw into; what it returns takes it back. */
  attach(element: HTMLDivElement): () => void {
    const stage = new Stage(element, this.options.onDrawn);
    stage.setPainter(this.options.painter());
    stage.setLayers(this.options.layers.over);
    this.stage = stage;
    this.stack.drawOn(stage);
    const input = new PointerInput(element, {
      view: this.stack,
      notes: this.options.notes,
      history: this.options.history,
      tool: this.options.tool,
      state: () => this.view.getState(),
      words: () => this.words,
      magnify: (at) => this.magnifier.setState({ at }),
    });
    const observer = new ResizeObserver(() => this.stack.resize());
    observer.observe(element);
    return () => {
      observer.disconnect();
      input.close();
      if (this.stage === stage) this.stage = null;
      this.stack.drawOn(null);
      stage.destroy();
    };
  }

  /** After the GPU came, went or came back. */
  painterChanged(): void {
    this.stage?.setPainter(this.options.painter());
    this.store.getState().other?.useGpu?.(this.options.gpu());
  }

  private show(address: SeriesAddress, headers: readonly InstanceHeader[], index: number): void {
    const opener = this.options.openers.find((each) => each.accepts(headers));
    const sources = { ...this.options.sources, address, headers };
    this.opened = sources;
    if (opener !== undefined) {
      this.take(opener.open(sources));
      return;
    }
    const { bytes, pool, memory } = sources;
    const loader: SeriesLoader = new SeriesLoader(address, headers, {
      bytes,
      pool,
      memory,
      onChange: (changed) => {
        if (this.loader !== loader) return;
        this.stack.changed(changed);
        // Its SOP class promised images; nothing but its bytes says that it is a film.
        const state = loader.state(changed);
        const isFilm = state.kind === 'failed' && state.error.code === 'instance-is-video';
        if (isFilm && loader.instanceAt(changed)?.alone === true) this.openFilm();
      },
    });
    this.loader = loader;
    this.stack.open(address.seriesInstanceUid, loader, index);
  }
}
