import type { StackView } from '../stack-view.ts';
import type { DragTool, ViewState } from '../view-state.ts';
import { endNear } from './measure.ts';
import type { Point } from './pose.ts';

/** CSS pixels of drag for one image; fewer in a long series, so that a hand's movement reaches its end. */
const pixelsPerImage = (count: number, height: number): number =>
  Math.max(3, Math.min(24, height / Math.max(1, count)));

const REACH = 22;

interface Drag {
  readonly pointer: number;
  readonly tool: DragTool;
  last: Point;
  /** Scroll distance not yet worth an image. */
  rest: number;
  ruler: { id: number; end: 'from' | 'to' } | null;
  readonly start: Point;
}

/** Mouse, pen, touch and trackpad on the viewport: the wheel scrolls, with ctrl (or a pinch) it enlarges. */
export class PointerInput {
  private readonly element: HTMLElement;
  private readonly view: StackView;
  private readonly state: () => ViewState;
  private readonly tool: () => DragTool;
  private drag: Drag | null = null;
  private readonly touches = new Map<number, Point>();
  private wheelRest = 0;
  /** The measurement begun by a click, whose second click is still to come. */
  private begun: number | null = null;
  private readonly ends = new AbortController();

  constructor(element: HTMLElement, view: StackView, tool: () => DragTool, state: () => ViewState) {
    this.element = element;
    this.view = view;
    this.tool = tool;
    this.state = state;
    const { signal } = this.ends;
    element.addEventListener('pointerdown', (event) => this.down(event), { signal });
    element.addEventListener('pointermove', (event) => this.move(event), { signal });
    element.addEventListener('pointerup', (event) => this.up(event), { signal });
    element.addEventListener('pointercancel', (event) => this.up(event), { signal });
    element.addEventListener('wheel', (event) => this.wheel(event), { signal, passive: false });
    element.addEventListener('contextmenu', (event) => event.preventDefault(), { signal });
  }

  close(): void {
    this.ends.abort();
  }

  private at(event: MouseEvent): Point {
    const box = this.element.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  }

  private toolFor(event: PointerEvent): DragTool {
    if (event.button === 1) return 'pan';
    if (event.button === 2) return 'window';
    return this.tool();
  }

  private down(event: PointerEvent): void {
    const at = this.at(event);
    this.element.setPointerCapture(event.pointerId);
    if (event.pointerType === 'touch') this.touches.set(event.pointerId, at);
    if (this.touches.size > 1) {
      this.drag = null;
      return;
    }
    const near = this.begun === null ? endNear(this.state().measurements, at, REACH) : null;
    const tool = near === null ? this.toolFor(event) : 'measure';
    this.drag = { pointer: event.pointerId, tool, last: at, start: at, rest: 0, ruler: near };
    this.view.pause();
  }

  private move(event: PointerEvent): void {
    const at = this.at(event);
    if (this.touches.size > 1) this.pinch(event.pointerId, at);
    else if (this.drag?.pointer === event.pointerId) this.dragged(this.drag, at);
    if (this.touches.has(event.pointerId)) this.touches.set(event.pointerId, at);
  }

  private up(event: PointerEvent): void {
    this.touches.delete(event.pointerId);
    const { drag } = this;
    if (drag?.pointer !== event.pointerId) return;
    this.drag = null;
    if (drag.tool === 'measure' && drag.ruler === null) this.clicked(drag.start);
  }

  /** Two clicks measure as a drag does (WCAG 2.5.7). */
  private clicked(at: Point): void {
    if (this.begun !== null && this.state().measurements.some(({ id }) => id === this.begun)) {
      this.view.moveRuler(this.begun, 'to', at);
      this.begun = null;
    } else this.begun = this.view.addRuler(at, at);
  }

  private dragged(drag: Drag, at: Point): void {
    const by = { x: at.x - drag.last.x, y: at.y - drag.last.y };
    drag.last = at;
    const { width, height } = this.element.getBoundingClientRect();
    switch (drag.tool) {
      case 'pan':
        this.view.pan(by);
        return;
      case 'zoom':
        this.view.zoom(1.006 ** -by.y, drag.start);
        return;
      case 'window':
        this.view.changeWindow(-by.y / height, -by.x / width);
        return;
      case 'measure':
        if (drag.ruler !== null) this.view.moveRuler(drag.ruler.id, drag.ruler.end, at);
        else if (Math.hypot(at.x - drag.start.x, at.y - drag.start.y) > 6) {
          const id = this.view.addRuler(drag.start, at);
          if (id !== null) drag.ruler = { id, end: 'to' };
        }
        return;
      case 'scroll': {
        const step = pixelsPerImage(this.state().count, height);
        drag.rest += by.y;
        const images = Math.trunc(drag.rest / step);
        if (images === 0) return;
        drag.rest -= images * step;
        this.view.step(images);
      }
    }
  }

  private pinch(moved: number, at: Point): void {
    const other = [...this.touches].find(([id]) => id !== moved)?.[1];
    const before = this.touches.get(moved);
    if (other === undefined || before === undefined) return;
    const distance = (point: Point): number => Math.max(1, Math.hypot(point.x - other.x, point.y - other.y));
    const middle = { x: (at.x + other.x) / 2, y: (at.y + other.y) / 2 };
    this.view.zoom(distance(at) / distance(before), middle);
    this.view.pan({ x: (at.x - before.x) / 2, y: (at.y - before.y) / 2 });
  }

  private wheel(event: WheelEvent): void {
    event.preventDefault();
    // A line or a page of a wheel in pixels; a trackpad sends many small steps.
    const unit = event.deltaMode === 1 ? 33 : event.deltaMode === 2 ? 400 : 1;
    const delta = (event.deltaY === 0 ? event.deltaX : event.deltaY) * unit;
    if (event.ctrlKey || event.metaKey) {
      this.view.zoom(1.002 ** -Math.max(-200, Math.min(200, delta)), this.at(event));
      return;
    }
    if (Math.sign(delta) !== Math.sign(this.wheelRest)) this.wheelRest = 0;
    this.wheelRest += delta;
    const images = Math.abs(delta) >= 50 ? Math.sign(delta) : Math.trunc(this.wheelRest / 24);
    if (images === 0) return;
    this.wheelRest = 0;
    this.view.step(images);
  }
}
