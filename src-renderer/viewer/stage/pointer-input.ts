import { assertNever } from '../../../src-shared/assert-never.ts';
import type { History } from '../history.ts';
import type { Rect } from '../notes/hit.ts';
import type { Notes } from '../notes/notes.ts';
import type { StackView } from '../stack-view.ts';
import { type DragTool, isAnnotating, type ViewState } from '../view-state.ts';
import { AnnotateInput } from './annotate-input.ts';
import type { Point } from './pose.ts';
import { Touches } from './touches.ts';

/** CSS pixels of drag for one image; fewer in a long series, so that a hand's movement reaches its end. */
const pixelsPerImage = (count: number, height: number): number =>
  Math.max(3, Math.min(24, height / Math.max(1, count)));

interface Drag {
  readonly pointer: number;
  readonly tool: DragTool;
  last: Point;
  /** Scroll distance not yet worth an image. */
  rest: number;
  /** It draws or moves an annotation. */
  readonly annotates: boolean;
  readonly start: Point;
}

export interface PointerOptions {
  readonly view: StackView;
  readonly notes: Notes;
  /** What a hand does from down to up is taken back as one. */
  readonly history: Pick<History, 'hold' | 'release'>;
  readonly tool: () => DragTool;
  readonly state: () => ViewState;
  /** Where annotations' words stand. */
  readonly words: () => ReadonlyMap<string, Rect>;
  /** Where a magnifying glass is held; null when it is put away. */
  readonly magnify: (at: Point | null) => void;
}

/** Mouse, pen, touch and trackpad on the viewport: the wheel scrolls, with ctrl (or a pinch) it enlarges. */
export class PointerInput {
  private readonly element: HTMLElement;
  private readonly options: PointerOptions;
  private readonly view: StackView;
  private readonly annotate: AnnotateInput;
  private drag: Drag | null = null;
  private readonly touches = new Touches();
  private wheelRest = 0;
  private readonly ends = new AbortController();

  constructor(element: HTMLElement, options: PointerOptions) {
    this.element = element;
    this.options = options;
    this.view = options.view;
    this.annotate = new AnnotateInput(options.view, options.notes, options.words);
    const { signal } = this.ends;
    element.addEventListener('pointerdown', (event) => this.down(event), { signal });
    element.addEventListener('pointermove', (event) => this.move(event), { signal });
    element.addEventListener('pointerup', (event) => this.up(event), { signal });
    element.addEventListener('pointercancel', (event) => this.up(event), { signal });
    element.addEventListener('dblclick', (event) => this.double(event), { signal });
    element.addEventListener('wheel', (event) => this.wheel(event), { signal, passive: false });
    element.addEventListener('contextmenu', (event) => event.preventDefault(), { signal });
  }

  close(): void {
    this.ends.abort();
    if (this.drag !== null) this.options.history.release();
  }

  private at(event: MouseEvent): Point {
    const box = this.element.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  }

  private toolFor(event: PointerEvent): DragTool {
    if (event.button === 1) return 'pan';
    if (event.button === 2) return 'window';
    return this.options.tool();
  }

  private down(event: PointerEvent): void {
    const at = this.at(event);
    this.element.setPointerCapture(event.pointerId);
    this.options.history.hold();
    this.touches.down(event, at);
    if (this.touches.several) {
      this.drag = null;
      this.annotate.cancel();
      return;
    }
    const tool = this.toolFor(event);
    const annotates =
      event.button === 0 && this.annotate.down(at, isAnnotating(tool) ? tool : null, event.pointerType);
    this.drag = { pointer: event.pointerId, tool, last: at, start: at, rest: 0, annotates };
    if (tool === 'magnifier' && !annotates) this.options.magnify(at);
    this.view.pause();
  }

  private move(event: PointerEvent): void {
    const at = this.at(event);
    const pinch = this.touches.move(event, at);
    if (pinch !== null) {
      this.view.look.zoom(pinch.factor, pinch.middle);
      this.view.look.pan(pinch.by);
    } else if (this.drag?.pointer === event.pointerId) this.dragged(this.drag, at);
    else if (this.drag === null) this.hover(at, event.pointerType);
  }

  private hover(at: Point, pointer: string): void {
    this.annotate.hover(at);
    const hit = this.annotate.find(at, pointer);
    // The pointer's shape says that something can be taken hold of.
    this.element.dataset['over'] = hit === null ? '' : hit.point === null ? 'note' : 'point';
  }

  /** What a double click means is said by who put the picture there, where it is not for us. */
  private double(event: MouseEvent): void {
    const tool = this.options.tool();
    const drawing = isAnnotating(tool) || tool === 'magnifier';
    if (this.annotate.double(this.at(event)) || drawing) event.stopPropagation();
  }

  private up(event: PointerEvent): void {
    this.touches.up(event);
    const { drag } = this;
    if (drag?.pointer === event.pointerId) {
      // On a busy computer the last of the way comes with the letting go alone.
      if (event.type === 'pointerup') this.dragged(drag, this.at(event));
      this.drag = null;
      if (drag.annotates) this.annotate.up(this.at(event));
      this.options.magnify(null);
    }
    this.options.history.release();
  }

  private dragged(drag: Drag, at: Point): void {
    const by = { x: at.x - drag.last.x, y: at.y - drag.last.y };
    drag.last = at;
    const { width, height } = this.element.getBoundingClientRect();
    if (drag.annotates) {
      this.annotate.drag(at);
      return;
    }
    const { tool } = drag;
    // There is no picture to draw on.
    if (isAnnotating(tool)) return;
    switch (tool) {
      case 'pan':
        this.view.look.pan(by);
        return;
      case 'zoom':
        this.view.look.zoom(1.006 ** -by.y, drag.start);
        return;
      case 'window':
        this.view.look.changeWindow(-by.y / height, -by.x / width);
        return;
      case 'magnifier':
        this.options.magnify(at);
        return;
      case 'scroll': {
        const step = pixelsPerImage(this.options.state().count, height);
        drag.rest += by.y;
        const images = Math.trunc(drag.rest / step);
        if (images === 0) return;
        drag.rest -= images * step;
        this.view.step(images);
        return;
      }
      default:
        assertNever(tool);
    }
  }

  private wheel(event: WheelEvent): void {
    event.preventDefault();
    // A line or a page of a wheel in pixels; a trackpad sends many small steps.
    const unit = event.deltaMode === 1 ? 33 : event.deltaMode === 2 ? 400 : 1;
    const delta = (event.deltaY === 0 ? event.deltaX : event.deltaY) * unit;
    if (event.ctrlKey || event.metaKey) {
      this.view.look.zoom(1.002 ** -Math.max(-200, Math.min(200, delta)), this.at(event));
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
