import {
  type Annotation,
  type AnnotationKind,
  pointCount,
  sameImage,
} from '../../../src-shared/domain/notes.ts';
import { type Hit, hitAt, REACH, type Rect } from '../notes/hit.ts';
import type { Notes } from '../notes/notes.ts';
import type { ShownImage } from '../picture-facts.ts';
import type { StackView } from '../stack-view.ts';
import { inverse, type Point, transform } from './pose.ts';

/** A hand that rests moves less than this, in CSS pixels. */
const STILL = 6;

interface Moving extends Hit {
  /** Points of the picture as they were. */
  readonly points: readonly Point[];
  readonly start: Point;
  moved: boolean;
}

/** Draws and moves annotations: by clicks, one a point, or by a drag (WCAG 2.5.7 asks for the first). */
export class AnnotateInput {
  private readonly view: StackView;
  private readonly notes: Notes;
  private readonly words: () => ReadonlyMap<string, Rect>;
  private moving: Moving | null = null;
  /** Where the button went down for a new point. */
  private placing: Point | null = null;

  /** `words`: where annotations' words stand. */
  constructor(view: StackView, notes: Notes, words: () => ReadonlyMap<string, Rect>) {
    this.view = view;
    this.notes = notes;
    this.words = words;
  }

  /** What lies under a pointer: of words only a person's own, for values stand wherever there is room. */
  find(at: Point, pointer: string): Hit | null {
    const { shown } = this.view;
    if (shown === null) return null;
    const { annotations, hidden } = this.notes.store.getState();
    if (hidden) return null;
    const here = annotations.filter(({ image }) => sameImage(image, shown.ref));
    const worded = here.filter(isWordy);
    const words = new Map([...this.words()].filter(([id]) => worded.some((each) => each.id === id)));
    const drawn = { annotations: here, affine: shown.affine, words };
    return hitAt(drawn, at, pointer === 'mouse' ? REACH.mouse : REACH.finger);
  }

  /** Twice on words: they are written anew. False where there are none. */
  double(at: Point): boolean {
    const hit = this.find(at, 'mouse');
    const found = hit === null ? undefined : this.notes.find(hit.id);
    if (found === undefined || !isWordy(found)) return false;
    this.notes.startWriting(found.id);
    return true;
  }

  /** Takes hold of what lies under the pointer; with an annotating tool, or on an annotation, it answers true. */
  down(at: Point, tool: AnnotationKind | null, pointer: string): boolean {
    const { shown } = this.view;
    if (shown === null) return false;
    const { draft } = this.notes.store.getState();
    if (draft !== null && tool !== draft.kind) this.notes.cancelDraft();
    else if (draft !== null) {
      this.placing = at;
      return true;
    }
    const hit = this.find(at, pointer);
    const found = hit === null ? undefined : this.notes.find(hit.id);
    if (hit !== null && found !== undefined) {
      this.moving = { ...hit, points: found.points, start: at, moved: false };
      this.notes.select(hit.id);
      return true;
    }
    if (tool === null) {
      this.notes.select(null);
      return false;
    }
    this.placing = at;
    const point = toImage(shown, at);
    this.notes.begin(tool, shown.ref, [point, ...(pointCount[tool] > 1 ? [point] : [])], shown);
    return true;
  }

  /** With a button held. */
  drag(at: Point): void {
    const { shown } = this.view;
    if (shown === null) return;
    if (this.moving !== null) this.move(this.moving, shown, at);
    else if (this.placing !== null) this.lead(at);
  }

  /** Without: what is being drawn follows the pointer. */
  hover(at: Point): void {
    this.lead(at);
  }

  up(at: Point): void {
    const { placing } = this;
    this.moving = null;
    this.placing = null;
    const { draft } = this.notes.store.getState();
    const { shown } = this.view;
    if (placing === null || draft === null || shown === null) return;
    const wanted = pointCount[draft.kind];
    const dragged = distance(at, placing) > STILL;
    const first = draft.points.length === 2 && samePoint(draft.points[0], draft.points[1]);
    // The second click of a double one adds nothing.
    const before = draft.points.at(-2);
    if (!first && before !== undefined && !dragged && distance(transform(shown.affine, before), at) <= STILL)
      return;
    // The first click leaves its point under the hand; a drag brings the second at once.
    const fixed = first && !dragged ? 1 : draft.points.length;
    if (fixed >= wanted) {
      this.notes.finishDraft();
      return;
    }
    const point = toImage(shown, at);
    this.notes.setDraft([...draft.points.slice(0, fixed), point], shown);
  }

  cancel(): void {
    this.moving = null;
    this.placing = null;
    this.notes.cancelDraft();
  }

  private lead(at: Point): void {
    const { draft } = this.notes.store.getState();
    const { shown } = this.view;
    if (draft === null || shown === null || !sameImage(draft.image, shown.ref)) return;
    if (pointCount[draft.kind] === 1) this.notes.setDraft([toImage(shown, at)], shown);
    else this.notes.setDraft([...draft.points.slice(0, -1), toImage(shown, at)], shown);
  }

  private move(moving: Moving, shown: ShownImage, at: Point): void {
    if (!moving.moved && distance(at, moving.start) <= STILL) return;
    moving.moved = true;
    const [from, to] = [toImage(shown, moving.start), toImage(shown, at)];
    const by = { x: to.x - from.x, y: to.y - from.y };
    const points = moving.points.map((point, index) =>
      moving.point === null || moving.point === index ? { x: point.x + by.x, y: point.y + by.y } : point,
    );
    this.notes.movePoints(moving.id, points, shown);
  }
}

const toImage = ({ affine }: ShownImage, at: Point): Point => transform(inverse(affine), at);

const isWordy = ({ kind }: Annotation): boolean => kind === 'text' || kind === 'arrow';

const distance = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y);

const samePoint = (a: Point | undefined, b: Point | undefined): boolean => a?.x === b?.x && a?.y === b?.y;
