import type { Statistics } from '../../../src-shared/domain/notes.ts';
import type { Window } from '../dicom/types.ts';
import { changedWindow, storedRange } from '../look/window-range.ts';
import type { GreyLook } from '../look/grey-look.ts';
import type { Point } from '../stage/pose.ts';
import type { DrawPool } from './draw-pool.ts';
import { CpuPanePainter } from './cpu-pane-painter.ts';
import { GpuPanePainter } from './gpu/gpu-pane-painter.ts';
import type { GpuVolume } from './gpu/gpu-volume.ts';
import type { Area, Length, Lengths } from './lengths.ts';
import { Pane, type PaneSize, type Quality, type Subject } from './pane.ts';
import type { PanePainter, PaneScene } from './pane-painter.ts';
import { valuesIn } from './plane-area.ts';
import { PlaneSet } from './plane-set.ts';
import { type SlabMode, valueAt } from './reslice.ts';
import { SpaceCamera, type SpaceSide } from './space-camera.ts';
import { mipWindow, presetsFor, type SpacePreset } from './transfer.ts';
import { NOTHING, type Volume } from './volume.ts';
import { type PaneName, type PlaneName, planeNames, type VolumeState } from './volume-state.ts';

const noSize: PaneSize = { width: 0, height: 0 };

/** One volume with its planes, its eye and its window, and the panes that show them. */
export class VolumeScene {
  private volume: Volume;
  private readonly pool: DrawPool;
  private readonly onDrawn: () => void;
  private readonly planes: PlaneSet;
  private readonly camera: SpaceCamera;
  private readonly panes = new Map<PaneName, Pane>();
  private spaceOpen = false;
  private complete = false;
  /** An area that is changed is another one. */
  private readonly known = new WeakMap<Length, Statistics | null>();
  /** Chosen by the person; null: the series' own. */
  private window: Window | null = null;
  private inverted = false;
  private preset: SpacePreset;
  private shift = 0;
  /** Where the volume lies on the GPU, too. */
  private gpu: GpuVolume | null = null;

  constructor(volume: Volume, pool: DrawPool, onDrawn: () => void) {
    this.volume = volume;
    this.pool = pool;
    this.onDrawn = onDrawn;
    this.planes = new PlaneSet(volume.block.grid);
    this.camera = new SpaceCamera(volume.block.grid);
    this.preset = presetsFor(volume.modality, volume.units)[0] ?? 'mip';
  }

  show(name: PaneName, element: HTMLElement): void {
    this.hide(name);
    const subject = name === 'space' ? this.spaceSubject() : this.planeSubject(name);
    const pane = new Pane(element, this.painterFor(name), subject);
    this.panes.set(name, pane);
    pane.resize();
  }

  /** The GPU draws from now on; null: the CPU. */
  setGpu(gpu: GpuVolume | null): void {
    this.gpu = gpu;
    for (const [name, pane] of this.panes) pane.setPainter(this.painterFor(name));
  }

  resized(name: PaneName): void {
    this.panes.get(name)?.resize();
  }

  hide(name: PaneName): void {
    this.panes.get(name)?.close();
    this.panes.delete(name);
  }

  close(): void {
    for (const name of [...this.panes.keys()]) this.hide(name);
  }

  changed(name: PaneName): void {
    this.panes.get(name)?.change();
  }

  /** More slices are there. */
  filled(): void {
    for (const name of planeNames) this.changed(name);
  }

  /** All slices are there. */
  setVolume(volume: Volume): void {
    this.volume = volume;
    this.complete = true;
    this.filled();
  }

  openSpace(): void {
    this.spaceOpen = true;
    this.changed('space');
  }

  setWindow(window: Window | null): void {
    this.window = window;
    this.recolour();
  }

  changeWindow(brighter: number, contrast: number): void {
    const { slope, intercept, min, max, inverted } = this.volume;
    const frame = { slope, intercept, min, max, inverted };
    this.setWindow(changedWindow(this.currentWindow, frame, brighter, contrast));
  }

  invert(): void {
    this.inverted = !this.inverted;
    this.recolour();
  }

  setSlab(thickness: number, mode: SlabMode): void {
    this.planes.slab = { thickness: Math.max(0, Math.min(100, thickness)), mode };
    this.filled();
  }

  step(name: PaneName, by: number): void {
    if (name === 'space') return;
    this.planes.step(name, by);
    // The other planes stay where they are; only their cross moves.
    this.changed(name);
  }

  focusAt(name: PlaneName, at: Point): void {
    this.planes.focusAt(name, at, this.sizeOf(name));
    this.filled();
  }

  zoom(name: PaneName, factor: number, around: Point | null): void {
    if (name === 'space') this.camera.zoom(factor);
    else this.planes.zoom(name, factor, around, this.sizeOf(name));
    this.changed(name);
  }

  pan(name: PaneName, by: Point): void {
    if (name === 'space') this.camera.pan(by, this.sizeOf(name));
    else this.planes.pan(name, by, this.sizeOf(name));
    this.changed(name);
  }

  turnPlanes(name: PlaneName, degrees: number): void {
    this.planes.turn(name, degrees);
    this.filled();
  }

  turnSpace(across: number, down: number): void {
    this.camera.turn(across, down);
    this.changed('space');
  }

  lookFrom(side: SpaceSide): void {
    this.camera.from(side);
    this.changed('space');
  }

  setPreset(preset: SpacePreset): void {
    this.preset = preset;
    this.shift = 0;
    this.changed('space');
  }

  shiftSpace(by: number): void {
    const reach = this.volume.units === 'HU' ? 500 : this.volume.window.width;
    this.shift = Math.max(-reach, Math.min(reach, this.shift + by * reach));
    this.changed('space');
  }

  addLength(name: PlaneName, from: Point, to: Point, shape: Area['shape'] | null): number {
    return this.planes.addLength(name, from, to, this.sizeOf(name), shape);
  }

  moveLength(id: number, end: 'from' | 'to', name: PlaneName, to: Point): void {
    this.planes.moveLength(id, end, name, to, this.sizeOf(name));
  }

  get lengths(): Lengths {
    return this.planes.lengths;
  }

  fit(): void {
    this.planes.fit();
    this.camera.fit();
    this.all();
  }

  reset(): void {
    this.window = null;
    this.inverted = false;
    this.shift = 0;
    this.planes.reset();
    this.camera.fit();
    this.camera.from('A');
    this.all();
  }

  state(): Pick<
    VolumeState,
    'window' | 'inverted' | 'slab' | 'value' | 'planes' | 'space' | 'canUndo' | 'canRedo'
  > {
    const { modality, units, slope, intercept, block } = this.volume;
    const value = valueAt(block, this.planes.focus);
    const plane = (name: PlaneName) =>
      this.planes.state(name, this.sizeOf(name), (made) => this.valuesIn(made));
    return {
      window: { ...this.currentWindow, units, hounsfield: units === 'HU' },
      inverted: this.inverted,
      slab: this.planes.slab,
      value: value === NOTHING ? null : value * slope + intercept,
      planes: { axial: plane('axial'), coronal: plane('coronal'), sagittal: plane('sagittal') },
      space: { letters: this.camera.letters, preset: this.preset, presets: presetsFor(modality, units) },
      ...this.lengths.history.store.getState(),
    };
  }

  /** Of half a volume the values would be half of them. */
  private valuesIn(made: Length): Statistics | null {
    if (made.area === null || !this.complete) return null;
    const known = this.known.get(made);
    if (known !== undefined) return known;
    const found = valuesIn(this.volume, made, made.area);
    this.known.set(made, found);
    return found;
  }

  private get currentWindow(): Window {
    return this.window ?? this.volume.window;
  }

  private sizeOf(name: PaneName): PaneSize {
    return this.panes.get(name)?.size ?? noSize;
  }

  private all(): void {
    for (const pane of this.panes.values()) pane.change();
  }

  private recolour(): void {
    const { look } = this;
    for (const name of planeNames) this.panes.get(name)?.recolour(look);
    if (this.preset === 'mr' || this.preset === 'mip') this.changed('space');
  }

  private painterFor(name: PaneName): PanePainter {
    if (this.gpu !== null && (name !== 'space' || this.gpu.drawsSpace)) return new GpuPanePainter(this.gpu);
    return new CpuPanePainter(this.pool, name === 'space' ? 0.4 : 0.8);
  }

  private planeSubject(name: PlaneName): Subject {
    return {
      scene: (pixels, quality) => {
        const size = this.sizeOf(name);
        if (size.width === 0 || size.height === 0) return null;
        const plane = this.planes.plane(name, size, pixels, quality);
        return { kind: 'plane', plane, look: this.look };
      },
      onDrawn: this.onDrawn,
    };
  }

  private spaceSubject(): Subject {
    return { scene: (pixels, quality) => this.spaceScene(pixels, quality), onDrawn: this.onDrawn };
  }

  private spaceScene(pixels: PaneSize, quality: Quality): PaneScene | null {
    const size = this.sizeOf('space');
    if (!this.spaceOpen || size.width === 0 || size.height === 0) return null;
    const { slope, intercept, modality, units } = this.volume;
    const window =
      this.preset === 'mip' && this.window === null
        ? mipWindow(modality, units, this.volume.window)
        : this.currentWindow;
    return {
      kind: 'space',
      view: {
        ...this.camera.view(size, pixels),
        preset: this.preset,
        window,
        slope,
        intercept,
        shift: this.shift,
        quality,
      },
    };
  }

  private get look(): GreyLook {
    const { lower, upper, flipped } = storedRange(this.currentWindow, this.volume);
    return { lower, upper, inverted: (this.volume.inverted !== flipped) !== this.inverted, curve: null };
  }
}
