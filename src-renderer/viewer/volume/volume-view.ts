import { createStore, type StoreApi } from 'zustand/vanilla';
import type { CellView, ViewSources } from '../cell-view.ts';
import type { Window } from '../dicom/types.ts';
import { Soon } from '../soon.ts';
import type { Point } from '../stage/pose.ts';
import type { GpuContext } from '../stage/gpu-context.ts';
import { GpuKeeper } from './gpu/gpu-keeper.ts';
import type { PaneSize } from './pane.ts';
import type { SlabMode } from './reslice.ts';
import type { ReadyImages } from './series-slices.ts';
import type { SpaceSide } from './space-camera.ts';
import type { SpacePreset } from './transfer.ts';
import { VolumeOpening } from './volume-opening.ts';
import type { VolumeScene } from './volume-scene.ts';
import {
  initialVolume,
  type PaneName,
  type PlaneName,
  type VolumeState,
  type VolumeTool,
} from './volume-state.ts';

/** A series as a volume: three planes that meet in a point, and the whole from outside. */
export class VolumeView implements CellView {
  readonly kind = 'volume';
  readonly store: StoreApi<VolumeState> = createStore<VolumeState>(() => initialVolume);
  private readonly opening: VolumeOpening;
  private readonly gpu = new GpuKeeper((gpu) => this.scene?.setGpu(gpu));
  private readonly elements = new Map<PaneName, HTMLElement>();
  /** Many changes in a frame are one to the user interface. */
  private readonly announceSoon = new Soon(() => {
    if (this.scene !== null && !this.closed) this.store.setState(this.scene.state());
  });
  private closed = false;

  /** `images`: those of the series that are decoded already need not be read again. */
  constructor(sources: ViewSources, images: ReadyImages) {
    this.opening = new VolumeOpening(sources, images, {
      store: this.store,
      gpu: this.gpu,
      onScene: (scene) => {
        for (const [name, element] of this.elements) scene.show(name, element);
      },
      onChange: () => this.announceSoon.ask(),
    });
    void this.opening.open();
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
    this.opening.close();
  }

  /** Begins anew after a failure. */
  retry(): void {
    void this.opening.open();
  }

  choosePart(index: number): void {
    this.chooseLength(null);
    this.opening.choosePart(index);
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

  /** Of the kind that the tool draws. The new one is chosen. */
  addLength(name: PlaneName, from: Point, to: Point): number | null {
    const { tool } = this.store.getState();
    const shape = tool === 'ellipse' || tool === 'rectangle' ? tool : null;
    const id = this.scene?.addLength(name, from, to, shape) ?? null;
    this.chooseLength(id);
    this.announceSoon.ask();
    return id;
  }

  chooseLength(chosen: number | null): void {
    this.store.setState({ chosen });
  }

  /** For who cannot or does not want to draw: a length beside the cross, or an area, whose ends can then be moved. */
  addLengthInMiddle(name: PlaneName): void {
    const { width, height } = this.sizeOf(name);
    const { focus } = this.store.getState().planes[name];
    const at = focus ?? { x: width / 2, y: height / 2 };
    const low = this.store.getState().tool === 'measure' ? 24 : 24 + height * 0.15;
    this.addLength(name, { x: at.x - width * 0.15, y: at.y + 24 }, { x: at.x + width * 0.15, y: at.y + low });
  }

  moveLength(id: number, end: 'from' | 'to', name: PlaneName, to: Point): void {
    this.act((scene) => scene.moveLength(id, end, name, to));
  }

  removeLength(id: number): void {
    this.act((scene) => scene.lengths.remove(id));
  }

  /** What a hand measures from here to `release` is taken back as one. */
  hold(): void {
    this.scene?.lengths.history.hold();
  }

  release(): void {
    this.scene?.lengths.history.release();
  }

  /** Of what was measured. */
  undo(): void {
    this.act((scene) => scene.lengths.history.undo());
  }

  redo(): void {
    this.act((scene) => scene.lengths.history.redo());
  }

  fit(): void {
    this.act((scene) => scene.fit());
  }

  reset(): void {
    this.act((scene) => scene.reset());
    this.store.setState({ large: null });
  }

  private get scene(): VolumeScene | null {
    return this.opening.scene;
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
}
