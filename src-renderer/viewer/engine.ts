import type { InstanceHeader } from '../../src-shared/domain/series.ts';
import type { InstanceRef } from '../../src-shared/ipc/byte-channel.ts';
import { ByteClient, type BytePort } from './bytes/byte-client.ts';
import { DecodePool } from './decode/decode-pool.ts';
import type { Thumbnail } from './look/thumbnail.ts';
import { middleInstance, type SeriesAddress, SeriesLoader } from './series/series-loader.ts';
import { drawsInSoftware } from './stage/cornerstone.ts';
import { PointerInput } from './stage/pointer-input.ts';
import { StackStage } from './stage/stack-stage.ts';
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
  private readonly software = drawsInSoftware();
  private state: ViewState = initialView;
  private view: StackView | null = null;
  private stage: StackStage | null = null;
  private input: PointerInput | null = null;
  private loader: SeriesLoader | null = null;
  private observer: ResizeObserver | null = null;
  private painted = false;

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

  attach(element: HTMLDivElement): void {
    this.stage = new StackStage(element, this.software, () => this.rendered());
    this.view = new StackView(this.stage, (state) => {
      this.state = state;
      this.options.onState(state);
    });
    this.input = new PointerInput(element, this.view, () => this.state);
    this.observer = new ResizeObserver(() => this.view?.resize());
    this.observer.observe(element);
  }

  /** What the user interface's buttons and keys act on. */
  get stack(): StackView | null {
    return this.view;
  }

  get pointer(): PointerInput | null {
    return this.input;
  }

  /** Shows a series from `index` (0-based; null: its middle for a stack of slices would surprise, so its first). */
  openSeries(address: SeriesAddress, headers: readonly InstanceHeader[], index: number): void {
    const { view } = this;
    if (view === null) return;
    this.loader?.stop();
    const loader: SeriesLoader = new SeriesLoader(address, headers, {
      bytes: this.bytes,
      pool: this.pool,
      channels: this.software ? 4 : 3,
      memoryLimit: memoryLimit(),
      onChange: (changed) => {
        if (this.loader === loader) view.changed(changed);
      },
      onEvict: (gone) => {
        if (this.loader === loader) view.evicted(gone);
      },
    });
    this.loader = loader;
    view.open(address.seriesInstanceUid, loader, index);
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
    this.loader?.stop();
    this.observer?.disconnect();
    this.input?.close();
    this.view?.close();
    this.stage?.destroy();
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
    });
  }
}
