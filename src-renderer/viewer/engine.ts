import type { InstanceHeader } from '../../src-shared/domain/series.ts';
import type { InstanceRef } from '../../src-shared/ipc/byte-channel.ts';
import { ByteClient, type BytePort } from './bytes/byte-client.ts';
import { DecodePool } from './decode/decode-pool.ts';
import type { Thumbnail } from './look/thumbnail.ts';
import { middleInstance, type SeriesAddress, SeriesLoader } from './series/series-loader.ts';
import { CanvasStage } from './stage/canvas-stage.ts';
import { drawsInSoftware } from './stage/draws-in-software.ts';
import { PointerInput } from './stage/pointer-input.ts';
import { StackView } from './stack-view.ts';
import { initialView, type ViewState } from './view-state.ts';

const MEBIBYTE = 2 ** 20;
/** Behind every image that is looked at, and before nothing. */
const THUMBNAIL_PRIORITY = 900_000;

/** Decoded images kept in memory: half a gibibyte, or one on a machine that has the room. */
const memoryLimit = (): number => {
  const gibibytes = 'deviceMemory' in navigator ? Number(navigator.deviceMemory) : 4;
  return (gibibytes >= 8 ? 1024 : 512) * MEBIBYTE;
};

/** Which renderer a window uses; tests say `gpu` or `canvas` where the computer would choose the other. */
const RENDERER = 'emage.viewer.renderer';

const usesGpu = (): boolean => {
  const chosen = localStorage.getItem(RENDERER);
  return chosen === null ? !drawsInSoftware() : chosen === 'gpu';
};

export interface EngineOptions {
  readonly onState: (state: ViewState) => void;
  /** Called once, when the first image has been painted. */
  readonly onFirstImage: () => void;
}

/** The images of one viewer window. Created once; draws once `attach` gave it an element. */
export class ViewerEngine {
  private readonly bytes = new ByteClient();
  private readonly pool: DecodePool;
  private readonly options: EngineOptions;
  private state: ViewState = initialView;
  private view: StackView | null = null;
  private element: HTMLDivElement | null = null;
  private input: PointerInput | null = null;
  private opened: {
    readonly seriesInstanceUid: string;
    readonly loader: SeriesLoader;
    readonly index: number;
  } | null = null;
  private observer: ResizeObserver | null = null;
  private painted = false;
  private closed = false;

  constructor(options: EngineOptions) {
    this.options = options;
    this.pool = new DecodePool({
      size: Math.max(2, Math.min(4, navigator.hardwareConcurrency - 1)),
      timeLimit: 20_000,
      start: () =>
        new Worker(new URL('./decode/worker.ts', import.meta.url), { type: 'module', name: 'decode' }),
    });
    this.pool.warm();
  }

  /** The byte channel's port, or a new one after the library was restarted. */
  connect(port: BytePort): void {
    this.bytes.connect(port);
  }

  /** Gives the element to draw into. */
  attach(element: HTMLDivElement): void {
    this.element = element;
    const stage = new CanvasStage(element, () => this.rendered());
    const view = new StackView(stage, (state) => {
      this.state = state;
      this.options.onState(state);
    });
    this.view = view;
    this.input = new PointerInput(element, view, () => this.state);
    this.observer = new ResizeObserver(() => view.resize());
    this.observer.observe(element);
    if (this.opened !== null) view.open(this.opened.seriesInstanceUid, this.opened.loader, this.opened.index);
  }

  /** What the user interface's buttons and keys act on. */
  get stack(): StackView | null {
    return this.view;
  }

  get pointer(): PointerInput | null {
    return this.input;
  }

  /** Shows a series from `index` (0-based) on. Loading starts at once, also before there is an element. */
  openSeries(address: SeriesAddress, headers: readonly InstanceHeader[], index: number): void {
    this.opened?.loader.stop();
    const isCurrent = (): boolean => this.opened?.loader === loader;
    const loader: SeriesLoader = new SeriesLoader(address, headers, {
      bytes: this.bytes,
      pool: this.pool,
      memoryLimit: memoryLimit(),
      onChange: (changed) => {
        if (isCurrent()) this.view?.changed(changed);
      },
      onEvict: (gone) => {
        if (isCurrent()) this.view?.evicted(gone);
      },
    });
    this.opened = { seriesInstanceUid: address.seriesInstanceUid, loader, index };
    if (this.view === null) loader.focus(index, 1);
    else this.view.open(address.seriesInstanceUid, loader, index);
  }

  /** A small picture of the image in the middle of a series; null for a series that holds none. */
  async thumbnail(
    address: SeriesAddress,
    headers: readonly InstanceHeader[],
    longest: number,
  ): Promise<Thumbnail | null> {
    const sopInstanceUid = middleInstance(headers);
    if (sopInstanceUid === null) return null;
    const ref: InstanceRef = { ...address, sopInstanceUid };
    const file = await this.bytes.get(ref, THUMBNAIL_PRIORITY).bytes;
    return this.pool.run({ kind: 'thumbnail', file, longest }, [file]);
  }

  close(): void {
    this.closed = true;
    this.opened?.loader.stop();
    this.observer?.disconnect();
    this.input?.close();
    this.view?.close();
    this.pool.close();
    this.bytes.close();
  }

  private rendered(): void {
    if (this.painted || this.state.count === 0) return;
    this.painted = true;
    // Drawn into the canvas now; on the screen after the next frame.
    requestAnimationFrame(() => {
      performance.mark('first-image');
      this.options.onFirstImage();
      void this.useGpu();
    });
  }

  /** Cornerstone is the largest part of the program by far: it comes once there is something to look at. */
  private async useGpu(): Promise<void> {
    const { element, view } = this;
    if (element === null || view === null || !usesGpu()) return;
    const { CornerstoneStage } = await import('./stage/cornerstone-stage.ts');
    if (this.closed) return;
    await view.moveTo(new CornerstoneStage(element, () => undefined));
  }
}
