import type { Statistics } from '../../../src-shared/domain/notes.ts';
import type { Vector3 } from '../dicom/types.ts';
import { oppositeLetters, lettersOf } from '../stage/orientation.ts';
import { scaleBar } from '../stage/scale-bar.ts';
import type { Point } from '../stage/pose.ts';
import { ZOOM_LIMITS } from './zoom-limits.ts';
import {
  anatomicalAxes,
  type Axes,
  cutDirection,
  extentAlong,
  isOblique,
  otherPlanes,
  type PlaneAxes,
  stepAlong,
  turnedAxes,
} from './axes.ts';
import { type Area, type Length, Lengths } from './lengths.ts';
import { squareOf } from './plane-area.ts';
import { type Grid, middleOf, middleVoxelOf, toIndex } from './grid.ts';
import type { PaneSize } from './pane.ts';
import type { Plane, SlabMode } from './reslice.ts';
import { add, dot, length, scaled, subtract } from './vectors.ts';
import type { CrossLine, PlaneName, PlaneState, VolumeMeasurement } from './volume-state.ts';

/** How far from a plane a measurement's ends may lie and still be drawn, in millimetres. */
const NEAR = 0.75;
/** Directions that differ by less are the same. */
const SAME = 0.9999;

/** What the volume holds in an area; null of a length. */
export type ReadArea = (made: Length) => Statistics | null;

interface Pose {
  /** Millimetres a CSS pixel; null fits the pane. */
  readonly scale: number | null;
  /** From the volume's middle to the picture's, in millimetres along right and down. */
  readonly pan: Point;
}

const fitted: Pose = { scale: null, pan: { x: 0, y: 0 } };

/** The three planes, the point in which they meet, and what was measured in them: all in the patient's millimetres. */
export class PlaneSet {
  readonly grid: Grid;
  readonly lengths = new Lengths();
  slab: { thickness: number; mode: SlabMode } = { thickness: 0, mode: 'max' };
  private axes: PlaneAxes = anatomicalAxes;
  private at: Vector3;
  private poses: Record<PlaneName, Pose> = { axial: fitted, coronal: fitted, sagittal: fitted };

  constructor(grid: Grid) {
    this.grid = grid;
    this.at = middleVoxelOf(grid);
  }

  get focus(): Vector3 {
    return this.at;
  }

  /** Never leaves the volume. */
  moveFocus(to: Vector3): void {
    const index = toIndex(this.grid, to);
    const inside = index.every((value, axis) => value >= -0.5 && value <= (this.grid.size[axis] ?? 1) - 0.5);
    if (inside) this.at = to;
  }

  focusAt(name: PlaneName, point: Point, size: PaneSize): void {
    this.moveFocus(this.toPatient(name, point, size));
  }

  /** Through the volume, by slices. */
  step(name: PlaneName, by: number): void {
    const { normal } = this.axes[name];
    const { step, count, number } = this.steps(name);
    const target = Math.max(1, Math.min(count, number + this.sense(name) * by));
    this.moveFocus(add(this.at, scaled(normal, (target - number) * step)));
  }

  zoom(name: PlaneName, factor: number, around: Point | null, size: PaneSize): void {
    const fit = this.fitScale(name, size);
    const scale = this.scaleOf(name, size);
    const next = Math.max(fit / ZOOM_LIMITS.most, Math.min(fit / ZOOM_LIMITS.least, scale / factor));
    const from =
      around === null ? { x: 0, y: 0 } : { x: around.x - size.width / 2, y: around.y - size.height / 2 };
    const { pan } = this.poses[name];
    this.poses[name] = {
      scale: next,
      pan: { x: pan.x + from.x * (scale - next), y: pan.y + from.y * (scale - next) },
    };
  }

  pan(name: PlaneName, by: Point, size: PaneSize): void {
    const scale = this.scaleOf(name, size);
    const { pan } = this.poses[name];
    this.poses[name] = { scale, pan: { x: pan.x - by.x * scale, y: pan.y - by.y * scale } };
  }

  turn(about: PlaneName, degrees: number): void {
    this.axes = turnedAxes(this.axes, about, (degrees * Math.PI) / 180);
  }

  fit(): void {
    this.poses = { axial: fitted, coronal: fitted, sagittal: fitted };
  }

  reset(): void {
    this.fit();
    this.axes = anatomicalAxes;
    this.at = middleVoxelOf(this.grid);
    this.slab = { thickness: 0, mode: this.slab.mode };
  }

  /** A length between two points of a pane, or an area with these corners; answers its number. */
  addLength(
    name: PlaneName,
    from: Point,
    to: Point,
    size: PaneSize,
    shape: Area['shape'] | null = null,
  ): number {
    const { right, down } = this.axes[name];
    const area = shape === null ? null : { shape, right, down };
    return this.lengths.add(this.toPatient(name, from, size), this.toPatient(name, to, size), area);
  }

  moveLength(id: number, end: 'from' | 'to', name: PlaneName, to: Point, size: PaneSize): void {
    this.lengths.move(id, end, this.toPatient(name, to, size));
  }

  plane(name: PlaneName, size: PaneSize, pixels: PaneSize, quality: Plane['quality']): Plane {
    const { right, down, normal } = this.axes[name];
    return {
      centre: this.centre(name),
      right,
      down,
      normal,
      millimetresPerPixel: (this.scaleOf(name, size) * size.width) / pixels.width,
      ...pixels,
      ...this.slab,
      quality,
    };
  }

  state(name: PlaneName, size: PaneSize, read: ReadArea = () => null): PlaneState {
    const { right, down } = this.axes[name];
    const scale = this.scaleOf(name, size);
    const [r, d] = [lettersOf(right), lettersOf(down)];
    const { number, count } = this.steps(name);
    return {
      letters: { right: r, bottom: d, left: oppositeLetters(r), top: oppositeLetters(d) },
      scale: scaleBar(1 / scale, Math.min(140, size.width * 0.35)),
      step: this.sense(name) === 1 ? number : count + 1 - number,
      steps: count,
      oblique: isOblique(this.axes, name),
      zoom: this.fitScale(name, size) / scale,
      focus: this.toPane(name, this.at, size),
      lines: otherPlanes(name).map((other) => this.cut(name, other, size)),
      measurements: this.lengthsIn(name, size, read),
    };
  }

  toPatient(name: PlaneName, point: Point, size: PaneSize): Vector3 {
    const { right, down } = this.axes[name];
    const scale = this.scaleOf(name, size);
    return add(
      this.centre(name),
      add(
        scaled(right, (point.x - size.width / 2) * scale),
        scaled(down, (point.y - size.height / 2) * scale),
      ),
    );
  }

  toPane(name: PlaneName, at: Vector3, size: PaneSize): Point {
    const { right, down } = this.axes[name];
    const scale = this.scaleOf(name, size);
    const offset = subtract(at, this.centre(name));
    return { x: size.width / 2 + dot(offset, right) / scale, y: size.height / 2 + dot(offset, down) / scale };
  }

  /** Steps count towards the feet, the back and the right… whichever way radiologists page: axial from the head down. */
  private sense(name: PlaneName): 1 | -1 {
    return name === 'axial' ? -1 : 1;
  }

  private steps(name: PlaneName): { step: number; count: number; number: number } {
    const { normal } = this.axes[name];
    const { from, to } = extentAlong(this.grid, normal);
    const step = stepAlong(this.grid, normal);
    const count = Math.max(1, Math.round((to - from) / step));
    const number = Math.round((dot(this.at, normal) - from) / step + 0.5);
    return { step, count, number: Math.max(1, Math.min(count, number)) };
  }

  /** The picture's middle: the volume's, brought into the plane through the focus, and panned. */
  private centre(name: PlaneName): Vector3 {
    const { right, down, normal } = this.axes[name];
    const { pan } = this.poses[name];
    const middle = middleOf(this.grid);
    const inPlane = add(middle, scaled(normal, dot(subtract(this.at, middle), normal)));
    return add(inPlane, add(scaled(right, pan.x), scaled(down, pan.y)));
  }

  private scaleOf(name: PlaneName, size: PaneSize): number {
    return this.poses[name].scale ?? this.fitScale(name, size);
  }

  private fitScale(name: PlaneName, size: PaneSize): number {
    const reach = (direction: Vector3): number => {
      const { from, to } = extentAlong(this.grid, direction);
      return to - from;
    };
    const { right, down }: Axes = this.axes[name];
    return Math.max(1e-4, reach(right) / Math.max(1, size.width), reach(down) / Math.max(1, size.height));
  }

  private cut(name: PlaneName, other: PlaneName, size: PaneSize): CrossLine {
    const along = cutDirection(this.axes, name, other);
    const far = (size.width + size.height) * this.scaleOf(name, size);
    return {
      plane: other,
      a: this.toPane(name, add(this.at, scaled(along, -far)), size),
      b: this.toPane(name, add(this.at, scaled(along, far)), size),
    };
  }

  private lengthsIn(name: PlaneName, size: PaneSize, read: ReadArea): readonly VolumeMeasurement[] {
    const { normal, right, down } = this.axes[name];
    // Turned, an area would be seen as another than it is.
    const lies = (area: Area | null): boolean =>
      area === null || (dot(area.right, right) > SAME && dot(area.down, down) > SAME);
    const reach = NEAR + this.slab.thickness / 2;
    const isNear = (at: Vector3): boolean => Math.abs(dot(subtract(at, this.at), normal)) <= reach;
    return this.lengths.all
      .filter(({ from, to, area }) => isNear(from) && isNear(to) && lies(area))
      .map((made) => ({
        id: made.id,
        kind: made.area?.shape ?? 'length',
        millimetres: made.area === null ? length(subtract(made.to, made.from)) : squareOf(made, made.area),
        statistics: read(made),
        a: this.toPane(name, made.from, size),
        b: this.toPane(name, made.to, size),
      }));
  }
}
