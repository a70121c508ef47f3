import { createStore, type StoreApi } from 'zustand/vanilla';

interface Change {
  readonly undo: () => void;
  readonly redo: () => void;
  /** Changes of one name that follow each other at once are one: a drag, a key held down. */
  readonly name: string;
  /** Its name is one drag's alone: however long the hand rests in between, it is one. */
  readonly oneDrag?: boolean;
}

/** Milliseconds between two changes of one name that are one to a person. */
const TOGETHER = 600;
const MOST = 200;

/** What was done to the view and to annotations, to be taken back and done again. */
export class History {
  readonly store: StoreApi<{ readonly canUndo: boolean; readonly canRedo: boolean }> = createStore(() => ({
    canUndo: false,
    canRedo: false,
  }));
  private readonly now: () => number;
  private done: Change[] = [];
  private undone: Change[] = [];
  private last = -Infinity;

  constructor(now: () => number = () => performance.now()) {
    this.now = now;
  }

  record(change: Change): void {
    const time = this.now();
    const before = this.done.at(-1);
    if (before?.name === change.name && (change.oneDrag === true || time - this.last < TOGETHER))
      this.done[this.done.length - 1] = { ...change, undo: before.undo };
    else this.done.push(change);
    if (this.done.length > MOST) this.done.shift();
    this.last = time;
    this.undone = [];
    this.publish();
  }

  undo(): void {
    const change = this.done.pop();
    if (change === undefined) return;
    this.undone.push(change);
    this.last = -Infinity;
    change.undo();
    this.publish();
  }

  redo(): void {
    const change = this.undone.pop();
    if (change === undefined) return;
    this.done.push(change);
    this.last = -Infinity;
    change.redo();
    this.publish();
  }

  /** What was done lies behind something that cannot be taken back. */
  clear(): void {
    this.done = [];
    this.undone = [];
    this.publish();
  }

  private publish(): void {
    this.store.setState({ canUndo: this.done.length > 0, canRedo: this.undone.length > 0 });
  }
}
