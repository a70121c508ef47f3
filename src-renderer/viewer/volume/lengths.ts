import type { Vector3 } from '../dicom/types.ts';
import { History } from '../history.ts';

export interface Length {
  readonly id: number;
  readonly from: Vector3;
  readonly to: Vector3;
  /** Null: the way from one to the other. */
  readonly area: Area | null;
}

/** What lies between two corners, in the plane in which it was drawn. */
export interface Area {
  readonly shape: 'ellipse' | 'rectangle';
  /** Unit vectors. */
  readonly right: Vector3;
  readonly down: Vector3;
}

/** What was measured in a volume, in the patient's millimetres; to be taken back and done again. */
export class Lengths {
  readonly history = new History();
  private made: readonly Length[] = [];
  private next = 1;

  get all(): readonly Length[] {
    return this.made;
  }

  /** Answers its number. */
  add(from: Vector3, to: Vector3, area: Area | null = null): number {
    const id = this.next;
    this.next += 1;
    this.change(id, [...this.made, { id, from, to, area }]);
    return id;
  }

  move(id: number, end: 'from' | 'to', to: Vector3): void {
    this.change(
      id,
      this.made.map((each) => (each.id === id ? { ...each, [end]: to } : each)),
    );
  }

  remove(id: number): void {
    this.change(
      -id,
      this.made.filter((each) => each.id !== id),
    );
  }

  /** Changes of one `name` that follow each other at once are one. */
  private change(name: number, after: readonly Length[]): void {
    const before = this.made;
    this.made = after;
    this.history.record({
      name: String(name),
      before,
      after,
      apply: (_from, to) => (this.made = to),
    });
  }
}
