import { createStore, type StoreApi } from 'zustand/vanilla';
import type { CellView, ViewSources } from '../cell-view.ts';
import { asAppError } from '../decode/run-task.ts';
import type { Window } from '../dicom/types.ts';
import { Soon } from '../soon.ts';
import type { Point } from '../stage/pose.ts';
import type { GpuContext } from '../stage/gpu-context.ts';
import { volumeLimit } from './budget.ts';
import { DrawPool } from './draw-pool.ts';
import { GpuKeeper } from './gpu/gpu-keeper.ts';
import { emptyPyramid, type Pyramid } from './pyramid.ts';
import type { PaneSize } from './pane.ts';
import { planVolumes, type VolumePart } from './plan-volume.ts';
import type { SlabMode } from './reslice.ts';
import { refusalOf } from './refusal.ts';
import { type ReadyImages, SeriesSlices } from './series-slices.ts';
import type { SpaceSide } from './space-camera.ts';
import type { SpacePreset } from './transfer.ts';
import { notesOf, partStates } from './volume-notes.ts';
import { loadVolume, type LoadedVolume } from './volume-loader.ts';
import { VolumeScene } from './volume-scene.ts';
import {
  initialVolume,
  type PaneName,
  type PlaneName,
  type VolumeState,
  type VolumeTool,
} from './volume-state.ts';

/** Not more than this: each picture's lines are shared out to all of them. */
const MOST_WORKERS = 8;

const startWorker = (): Worker =>
  new Worker(new URL('./draw-worker.ts', import.meta.url), { type: 'module', name: 'volume' });

const deviceMemory = (): number => ('deviceMemory' in navigator ? Number(navigator.deviceMemory) : 4);

/** A series as a volume: three planes that meet in a point, and the whole from outside. */
export class VolumeView implements CellView {
  readonly kind = 'volume';
  readonly store: StoreApi<VolumeState> = createStore<VolumeState>(() => initialVolume);
  private readonly sources: ViewSources;
  private readonly images: ReadyImages;
  private source: SeriesSlices | null = null;
  private parts: readonly VolumePart[] = [];
  private scene: VolumeScene | null = null;
  private pool: DrawPool | null = null;
  private loading = new AbortController();
  private readonly gpu = new GpuKeeper((gpu) => this.scene?.setGpu(gpu));
  private readonly elements = new Map<PaneName, HTMLElement>();
  /** Many changes in a frame are one to the user interface. */
  private readonly announceSoon = new Soon(() => {
    if (this.scene !== null && !this.closed) this.store.setState(this.scene.state());
  });
  private closed = false;

  /** `images`: those of the series that are decoded already need not be read again. */
  constructor(sources: ViewSources, images: ReadyImages) {
    this.sources = sources;
    this.images = images;
    void this.open();
  }

  /** The panes come one by one, by `attachPane`. */
  attach(): () => void {
    return () => undefined;
  }

  attachPane(name: PaneName, element: HTMLElement): () => void {
    this.elements.set(name, element);
    this.scene?.show(name, element);
    const observer = new ResizeObserver(() => {
      this.scene?.resized(name);
      this.announceSoon.ask();
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
      this.elements.delete(name);
      this.scene?.hide(name);
    };
  }

  useGpu(context: GpuContext | null): void {
    this.gpu.use(context);
  }

  close(): void {
    this.closed = true;
    this.gpu.close();
    this.drop();
    this.source?.close();
    this.source = null;
  }

  /** Begins anew after a failure. */
  retry(): void {
    this.drop();
    void this.open();
  }

  choosePart(index: number): void {
    if (index === this.store.getState().part || this.parts[index] === undefined) return;
    this.drop();
    void this.load(index);
  }

  setTool(tool: VolumeTool): void {
    this.store.setState({ tool });
  }

  activate(active: PaneName): void {
    if (active !== this.store.getState().active) this.store.setState({ active });
  }

  setLarge(large: PaneName | null): void {
    this.store.setState({ large, ...(large === null ? {} : { active: large }) });
  }

  setWindow(window: Window | null): void {
    this.act((scene) => scene.setWindow(window));
  }

  /** In parts of the view: 1 is its whole width or height. */
  changeWindow(brighter: number, contrast: number): void {
    this.act((scene) => scene.changeWindow(brighter, contrast));
  }

  invert(): void {
    this.act((scene) => scene.invert());
  }

  setSlab(thickness: number, mode: SlabMode): void {
    this.act((scene) => scene.setSlab(thickness, mode));
  }

  step(name: PaneName, by: number): void {
    this.act((scene) => scene.step(name, by));
  }

  focusAt(name: PlaneName, at: Point): void {
    this.act((scene) => scene.focusAt(name, at));
  }

  /** Moves the cross within a plane by CSS pixels. */
  nudgeFocus(name: PlaneName, by: Point): void {
    const { focus } = this.store.getState().planes[name];
    if (focus !== null) this.focusAt(name, { x: focus.x + by.x, y: focus.y + by.y });
  }

  zoom(name: PaneName, factor: number, around: Point | null): void {
    this.act((scene) => scene.zoom(name, factor, around));
  }

  pan(name: PaneName, by: Point): void {
    this.act((scene) => scene.pan(name, by));
  }

  /** Turns the other two planes about this one's cross. */
  turnPlanes(name: PlaneName, degrees: number): void {
    this.act((scene) => scene.turnPlanes(name, degrees));
  }

  turnSpace(across: number, down: number): void {
    this.act((scene) => scene.turnSpace(across, down));
  }

  lookFrom(side: SpaceSide): void {
    this.act((scene) => scene.lookFrom(side));
  }

  setPreset(preset: SpacePreset): void {
    this.act((scene) => scene.setPreset(preset));
  }

  /** Shows more (or less) of what is faint, by parts of the window. */
  shiftSpace(by: number): void {
    this.act((scene) => scene.shiftSpace(by));
  }

  addLength(name: PlaneName, from: Point, to: Point): number | null {
    const id = this.scene?.addLength(name, from, to) ?? null;
    this.announceSoon.ask();
    return id;
  }

  /** For who cannot or does not want to draw: a length beside the cross, whose ends can then be moved. */
  addLengthInMiddle(name: PlaneName): void {
    const { width, height } = this.sizeOf(name);
    const { focus } = this.store.getState().planes[name];
    const at = focus ?? { x: width / 2, y: height / 2 };
    this.addLength(name, { x: at.x - width * 0.15, y: at.y + 24 }, { x: at.x + width * 0.15, y: at.y + 24 });
  }

  moveLength(id: number, end: 'from' | 'to', name: PlaneName, to: Point): void {
    this.scene?.moveLength(id, end, name, to);
    this.announceSoon.ask();
  }

  removeLength(id: number): void {
    this.scene?.removeLength(id);
    this.announceSoon.ask();
  }

  fit(): void {
    this.act((scene) => scene.fit());
  }

  reset(): void {
    this.act((scene) => scene.reset());
    this.store.setState({ large: null });
  }

  private sizeOf(name: PaneName): PaneSize {
    const element = this.elements.get(name);
    return { width: element?.clientWidth ?? 0, height: element?.clientHeight ?? 0 };
  }

  private act(on: (scene: VolumeScene) => void): void {
    if (this.scene === null) return;
    on(this.scene);
    this.announceSoon.ask();
  }

  private async open(): Promise<void> {
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
          if (whole !== null) this.gpu.put(whole);
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
    this.scene = new VolumeScene(loaded.volume, this.pool, () => this.announceSoon.ask());
    for (const [name, element] of this.elements) this.scene.show(name, element);
    this.gpu.begin(loaded.volume);
    const { notes } = this.store.getState();
    this.store.setState({
      notes: [...notes.filter(({ kind }) => kind === 'split'), ...notesOf(part, loaded)],
    });
    this.announceSoon.ask();
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
    this.gpu.finish(loaded.volume, pyramid?.fullBricks ?? null);
    this.store.setState({ stage: { kind: 'shown' } });
    this.announceSoon.ask();
  }

  private drop(): void {
    this.loading.abort();
    this.scene?.close();
    this.pool?.close();
    this.gpu.drop();
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
