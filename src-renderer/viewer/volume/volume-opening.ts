import type { StoreApi } from 'zustand/vanilla';
import type { ViewSources } from '../cell-view.ts';
import { asAppError } from '../decode/run-task.ts';
import { volumeLimit } from './budget.ts';
import { DrawPool } from './draw-pool.ts';
import type { GpuKeeper } from './gpu/gpu-keeper.ts';
import { planVolumes, type VolumePart } from './plan-volume.ts';
import { emptyPyramid, type Pyramid } from './pyramid.ts';
import { refusalOf } from './refusal.ts';
import { type ReadyImages, SeriesSlices } from './series-slices.ts';
import { type LoadedVolume, loadVolume } from './volume-loader.ts';
import { notesOf, partStates } from './volume-notes.ts';
import { VolumeScene } from './volume-scene.ts';
import { initialVolume, type VolumeState } from './volume-state.ts';

/** Not more than this: each picture's lines are shared out to all of them. */
const MOST_WORKERS = 8;

const startWorker = (): Worker =>
  new Worker(new URL('./draw-worker.ts', import.meta.url), { type: 'module', name: 'volume' });

const deviceMemory = (): number => ('deviceMemory' in navigator ? Number(navigator.deviceMemory) : 4);

export interface VolumeOpeningOptions {
  /** Is told how far it is, or why there is none. */
  readonly store: StoreApi<VolumeState>;
  readonly gpu: GpuKeeper;
  /** A volume begins to show. */
  readonly onScene: (scene: VolumeScene) => void;
  readonly onChange: () => void;
}

/** From a series to what is drawn of it: which volumes it makes, and one of them, read and shown as its slices arrive. */
export class VolumeOpening {
  /** Null while there is nothing to draw. */
  scene: VolumeScene | null = null;
  private readonly sources: ViewSources;
  private readonly images: ReadyImages;
  private readonly options: VolumeOpeningOptions;
  private source: SeriesSlices | null = null;
  private parts: readonly VolumePart[] = [];
  private pool: DrawPool | null = null;
  private loading = new AbortController();
  private closed = false;

  constructor(sources: ViewSources, images: ReadyImages, options: VolumeOpeningOptions) {
    this.sources = sources;
    this.images = images;
    this.options = options;
  }

  /** From the beginning; again after a failure. */
  async open(): Promise<void> {
    this.drop();
    this.store.setState({ ...initialVolume, tool: this.store.getState().tool });
    const { sources, images } = this;
    try {
      this.source?.close();
      const source = await SeriesSlices.open(sources, images);
      if (this.closed) {
        source.close();
        return;
      }
      this.source = source;
      const plan = planVolumes(source.images);
      if (!plan.ok) throw refusalOf(plan.refusal);
      this.parts = plan.parts;
      this.store.setState({
        parts: partStates(plan.parts),
        notes: plan.split.map((reason) => ({ kind: 'split', reason })),
      });
      await this.load(0);
    } catch (error) {
      this.fail(error);
    }
  }

  choosePart(index: number): void {
    if (index === this.store.getState().part || this.parts[index] === undefined) return;
    this.drop();
    void this.load(index);
  }

  close(): void {
    this.closed = true;
    this.drop();
    this.source?.close();
    this.source = null;
  }

  private get store(): StoreApi<VolumeState> {
    return this.options.store;
  }

  private async load(index: number): Promise<void> {
    const part = this.parts[index];
    const { source } = this;
    if (part === undefined || source === null) return;
    const total = part.slices.length;
    const loading = new AbortController();
    this.loading = loading;
    this.store.setState({ part: index, stage: { kind: 'reading', ready: 0, total } });
    try {
      const loaded = await loadVolume(source, part, {
        limit: volumeLimit(deviceMemory()),
        signal: loading.signal,
        onStart: (begun) => this.begin(begun, part),
        onSlice: (ready, whole) => {
          this.store.setState({ stage: { kind: 'reading', ready, total } });
          if (whole !== null) this.options.gpu.put(whole);
          this.scene?.filled();
        },
      });
      if (!loading.signal.aborted) await this.finish(loaded, loading.signal);
    } catch (error) {
      if (!loading.signal.aborted) this.fail(error);
    }
  }

  /** Planes can be looked at while slices still arrive. */
  private begin(loaded: LoadedVolume, part: VolumePart): void {
    this.scene?.close();
    this.pool?.close();
    const size = Math.max(1, Math.min(MOST_WORKERS, navigator.hardwareConcurrency));
    this.pool = new DrawPool(size, startWorker, () => this.fail(new Error('drawing stopped')));
    this.pool.setDrawable({ block: loaded.volume.block, pyramid: null });
    this.scene = new VolumeScene(loaded.volume, this.pool, () => this.options.onChange());
    this.options.onScene(this.scene);
    this.options.gpu.begin(loaded.volume);
    const { notes } = this.store.getState();
    this.store.setState({
      notes: [...notes.filter(({ kind }) => kind === 'split'), ...notesOf(part, loaded)],
    });
    this.options.onChange();
  }

  private async finish(loaded: LoadedVolume, signal: AbortSignal): Promise<void> {
    const { scene, pool } = this;
    if (scene === null || pool === null) return;
    scene.setVolume(loaded.volume);
    let pyramid: Pyramid | null = null;
    try {
      pyramid = emptyPyramid(loaded.volume.block);
    } catch (error) {
      // No room for 3D: the planes stay.
      if (!(error instanceof RangeError)) throw error;
    }
    if (pyramid !== null) {
      pool.setDrawable({ block: loaded.volume.block, pyramid });
      await pool.draw({ kind: 'halve' }).done;
      await pool.draw({ kind: 'bricks' }).done;
      if (signal.aborted) return;
      scene.openSpace();
    }
    this.options.gpu.finish(loaded.volume, pyramid?.fullBricks ?? null);
    this.store.setState({ stage: { kind: 'shown' } });
    this.options.onChange();
  }

  private drop(): void {
    this.loading.abort();
    this.scene?.close();
    this.pool?.close();
    this.options.gpu.drop();
    this.scene = null;
    this.pool = null;
  }

  private fail(error: unknown): void {
    if (this.closed) return;
    this.drop();
    const failure = asAppError(error);
    if (failure.code !== 'cancelled') this.store.setState({ stage: { kind: 'failed', error: failure } });
  }
}
