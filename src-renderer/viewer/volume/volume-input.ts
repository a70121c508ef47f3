import type { Point } from '../stage/pose.ts';
import { endNear } from '../stage/measure.ts';
import type { PaneName, PlaneName, VolumeTool } from './volume-state.ts';
import type { VolumeView } from './volume-view.ts';

/** CSS pixels within which a hand means a line or an end. */
const REACH = 14;
const REACH_END = 22;
/** Closer to the cross than this, a line cannot be turned: there it is moved. */
const HEART = 48;
const PIXELS_PER_STEP = 5;

type Drag =
  | { readonly kind: VolumeTool | 'turn-space' }
  | { readonly kind: 'turn-planes'; angle: number }
  | { readonly kind: 'end'; readonly id: number; readonly end: 'from' | 'to' };

const distanceToLine = (at: Point, a: Point, b: Point): number => {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  return Math.abs(dx * (at.y - a.y) - dy * (at.x - a.x)) / Math.max(1e-6, Math.hypot(dx, dy));
};

/** Mouse, pen, touch and trackpad on one pane of a volume. */
export class VolumeInput {
  private readonly element: HTMLElement;
  private readonly view: VolumeView;
  private readonly name: PaneName;
  private drag: Drag | null = null;
  private last: Point = { x: 0, y: 0 };
  private start: Point = { x: 0, y: 0 };
  private rest = 0;
  /** The measurement begun by a click, whose second click is still to come. */
  private begun: number | null = null;
  private readonly ends = new AbortController();

  constructor(element: HTMLElement, view: VolumeView, name: PaneName) {
    this.element = element;
    this.view = view;
    this.name = name;
    const { signal } = this.ends;
    element.addEventListener('pointerdown', (event) => this.down(event), { signal });
    element.addEventListener('pointermove', (event) => this.move(event), { signal });
    element.addEventListener('pointerup', (event) => this.up(event), { signal });
    element.addEventListener('pointercancel', () => (this.drag = null), { signal });
    element.addEventListener('wheel', (event) => this.wheel(event), { signal, passive: false });
    element.addEventListener('dblclick', () => this.enlarge(), { signal });
    element.addEventListener('contextmenu', (event) => event.preventDefault(), { signal });
  }

  close(): void {
    this.ends.abort();
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
    this.start = at;
    this.last = at;
    this.rest = 0;
    this.drag = this.dragFor(event, at);
    if (this.drag.kind === 'cross' && this.name !== 'space') this.view.focusAt(this.name, at);
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
    if (near !== null) return { kind: 'end', ...near };
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
    if (drag === null) return;
    const at = this.at(event);
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
    else if (drag.kind === 'scroll') {
      this.rest += by.y;
      const steps = Math.trunc(this.rest / PIXELS_PER_STEP);
      this.rest -= steps * PIXELS_PER_STEP;
      if (steps !== 0) this.view.step(name, steps);
    } else if (drag.kind === 'measure' && Math.hypot(at.x - this.start.x, at.y - this.start.y) > 6) {
      const id = this.view.addLength(name, this.start, at);
      if (id !== null) this.drag = { kind: 'end', id, end: 'to' };
    }
  }

  /** Two clicks measure as a drag does (WCAG 2.5.7). */
  private up(event: PointerEvent): void {
    const { drag, name } = this;
    this.drag = null;
    if (drag?.kind !== 'measure' || name === 'space') return;
    const at = this.at(event);
    if (this.begun === null) this.begun = this.view.addLength(name, at, at);
    else {
      this.view.moveLength(this.begun, 'to', name, at);
      this.begun = null;
    }
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
