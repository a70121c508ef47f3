import type { Point } from '../stage/pose.ts';
import { endNear } from '../stage/measure.ts';
import { Touches } from '../stage/touches.ts';
import { distanceToLine, outlineOf } from '../notes/hit.ts';
import {
  isMeasuring,
  type PaneName,
  type PlaneName,
  type VolumeMeasurement,
  type VolumeTool,
} from './volume-state.ts';
import type { VolumeView } from './volume-view.ts';

/** CSS pixels within which a hand means a line or an end. */
const REACH = 14;
const REACH_END = 22;
/** Closer to the cross than this, a line cannot be turned: there it is moved. */
const HEART = 48;
const PIXELS_PER_STEP = 5;
/** A hand that rests moves less than this. */
const STILL = 6;

type Drag =
  | { readonly kind: VolumeTool | 'turn-space' }
  | { readonly kind: 'turn-planes'; angle: number }
  | { readonly kind: 'end'; readonly id: number; readonly end: 'from' | 'to' }
  | { readonly kind: 'whole'; readonly length: VolumeMeasurement };

/** Mouse, pen, touch and trackpad on one pane of a volume. */
export class VolumeInput {
  private readonly element: HTMLElement;
  private readonly view: VolumeView;
  private readonly name: PaneName;
  private drag: Drag | null = null;
  private readonly touches = new Touches();
  private last: Point = { x: 0, y: 0 };
  private start: Point = { x: 0, y: 0 };
  private rest = 0;
  /** The measurement begun by a click, whose second click is still to come. */
  private begun: { readonly id: number; readonly at: Point } | null = null;
  private readonly ends = new AbortController();

  constructor(element: HTMLElement, view: VolumeView, name: PaneName) {
    this.element = element;
    this.view = view;
    this.name = name;
    const { signal } = this.ends;
    element.addEventListener('pointerdown', (event) => this.down(event), { signal });
    element.addEventListener('pointermove', (event) => this.move(event), { signal });
    element.addEventListener('pointerup', (event) => this.up(event), { signal });
    element.addEventListener(
      'pointercancel',
      (event) => {
        this.touches.up(event);
        this.drag = null;
        this.view.release();
      },
      { signal },
    );
    element.addEventListener('wheel', (event) => this.wheel(event), { signal, passive: false });
    element.addEventListener('dblclick', () => this.enlarge(), { signal });
    element.addEventListener('contextmenu', (event) => event.preventDefault(), { signal });
  }

  close(): void {
    this.ends.abort();
    this.view.release();
  }

  private at(event: MouseEvent): Point {
    const box = this.element.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  }

  private enlarge(): void {
    const { large } = this.view.store.getState();
    this.view.setLarge(large === null ? this.name : null);
  }

  private down(event: PointerEvent): void {
    const at = this.at(event);
    this.element.setPointerCapture(event.pointerId);
    this.view.activate(this.name);
    // What was begun by a click goes on with the second.
    if (this.begun === null) this.view.hold();
    this.touches.down(event, at);
    if (this.touches.several) {
      this.drag = null;
      return;
    }
    this.start = at;
    this.last = at;
    this.rest = 0;
    this.drag = this.dragFor(event, at);
    // Of a finger one does not know yet whether a second comes.
    if (event.pointerType !== 'touch') this.putCross(at);
  }

  private putCross(at: Point): void {
    if (this.drag?.kind === 'cross' && this.name !== 'space') this.view.focusAt(this.name, at);
  }

  private dragFor(event: PointerEvent, at: Point): Drag {
    if (event.button === 1) return { kind: 'pan' };
    if (event.button === 2) return { kind: 'window' };
    const { tool, planes } = this.view.store.getState();
    if (this.name === 'space') {
      return tool === 'zoom' || tool === 'pan' || tool === 'window' ? { kind: tool } : { kind: 'turn-space' };
    }
    const plane = planes[this.name];
    const near = this.begun === null ? endNear(plane.measurements, at, REACH_END) : null;
    if (near !== null) {
      this.view.chooseLength(near.id);
      return { kind: 'end', ...near };
    }
    if (isMeasuring(tool) && this.begun === null) {
      const length = plane.measurements.find(({ kind, a, b }) =>
        outlineOf(kind, [a, b]).some(([from, to]) => distanceToLine(at, from, to) < REACH),
      );
      this.view.chooseLength(length?.id ?? null);
      if (length !== undefined) return { kind: 'whole', length };
    }
    if (tool === 'cross' && plane.focus !== null) {
      const away = Math.hypot(at.x - plane.focus.x, at.y - plane.focus.y);
      const onLine = plane.lines.some(({ a, b }) => distanceToLine(at, a, b) < REACH);
      if (away > HEART && onLine) return { kind: 'turn-planes', angle: this.angle(at) };
    }
    return { kind: tool };
  }

  private angle(at: Point): number {
    const focus = this.name === 'space' ? null : this.view.store.getState().planes[this.name].focus;
    return focus === null ? 0 : (Math.atan2(at.y - focus.y, at.x - focus.x) * 180) / Math.PI;
  }

  private move(event: PointerEvent): void {
    const { drag, name } = this;
    const at = this.at(event);
    const pinch = this.touches.move(event, at);
    if (pinch !== null) {
      this.view.zoom(name, pinch.factor, pinch.middle);
      this.view.pan(name, pinch.by);
      return;
    }
    if (drag === null) {
      // The second end follows the pointer until it is put down.
      if (this.begun !== null && name !== 'space') this.view.moveLength(this.begun.id, 'to', name, at);
      return;
    }
    const by = { x: at.x - this.last.x, y: at.y - this.last.y };
    this.last = at;
    const { width, height } = this.element.getBoundingClientRect();
    switch (drag.kind) {
      case 'window':
        this.view.changeWindow(-by.y / height, -by.x / width);
        return;
      case 'zoom':
        this.view.zoom(name, 1.006 ** -by.y, this.start);
        return;
      case 'pan':
        this.view.pan(name, by);
        return;
      case 'turn-space':
        this.view.turnSpace(by.x * 0.5, by.y * 0.5);
        return;
      default:
        if (name !== 'space') this.moveInPlane(drag, name, at, by);
    }
  }

  private moveInPlane(drag: Drag, name: PlaneName, at: Point, by: Point): void {
    if (drag.kind === 'cross') this.view.focusAt(name, at);
    else if (drag.kind === 'turn-planes') {
      const angle = this.angle(at);
      this.view.turnPlanes(name, angle - drag.angle);
      drag.angle = angle;
    } else if (drag.kind === 'end') this.view.moveLength(drag.id, drag.end, name, at);
    else if (drag.kind === 'whole') this.moveWhole(drag.length, name, at);
    else if (drag.kind === 'scroll') {
      this.rest += by.y;
      const steps = Math.trunc(this.rest / PIXELS_PER_STEP);
      this.rest -= steps * PIXELS_PER_STEP;
      if (steps !== 0) this.view.step(name, steps);
    } else if (isMeasuring(drag.kind) && !this.rests(at)) {
      const id = this.view.addLength(name, this.start, at);
      if (id !== null) this.drag = { kind: 'end', id, end: 'to' };
    }
  }

  private moveWhole({ id, a, b }: VolumeMeasurement, name: PlaneName, at: Point): void {
    if (this.rests(at)) return;
    const by = { x: at.x - this.start.x, y: at.y - this.start.y };
    this.view.moveLength(id, 'from', name, { x: a.x + by.x, y: a.y + by.y });
    this.view.moveLength(id, 'to', name, { x: b.x + by.x, y: b.y + by.y });
  }

  private rests(at: Point, since: Point = this.start): boolean {
    return Math.hypot(at.x - since.x, at.y - since.y) <= STILL;
  }

  private up(event: PointerEvent): void {
    const { drag, name } = this;
    this.touches.up(event);
    if (event.pointerType === 'touch') this.putCross(this.at(event));
    this.drag = null;
    if (drag !== null && isMeasuring(drag.kind) && name !== 'space') this.measure(name, this.at(event));
    if (this.begun === null) this.view.release();
  }

  /** Two clicks measure as a drag does (WCAG 2.5.7). */
  private measure(name: PlaneName, at: Point): void {
    const { begun } = this;
    this.begun = null;
    if (begun === null) {
      const id = this.view.addLength(name, at, at);
      if (id !== null) this.begun = { id, at };
    } else if (this.rests(at, begun.at)) this.view.removeLength(begun.id);
    else this.view.moveLength(begun.id, 'to', name, at);
  }

  private wheel(event: WheelEvent): void {
    event.preventDefault();
    const unit = event.deltaMode === 1 ? 33 : event.deltaMode === 2 ? 400 : 1;
    const delta = (event.deltaY === 0 ? event.deltaX : event.deltaY) * unit;
    this.view.activate(this.name);
    if (event.ctrlKey || event.metaKey || this.name === 'space') {
      this.view.zoom(this.name, 1.002 ** -Math.max(-200, Math.min(200, delta)), this.at(event));
      return;
    }
    if (Math.sign(delta) !== Math.sign(this.rest)) this.rest = 0;
    this.rest += delta;
    const steps = Math.abs(delta) >= 50 ? Math.sign(delta) : Math.trunc(this.rest / 24);
    if (steps === 0) return;
    this.rest = 0;
    this.view.step(this.name, steps);
  }
}
