import { createStore, type StoreApi } from 'zustand/vanilla';

interface Change<T> {
  /** Changes of one name that follow each other at once are one: a wheel, a key held down. */
  readonly name: string;
  readonly before: T;
  readonly after: T;
  /** Makes what was `from` what is `to`. */
  apply(from: T, to: T): void;
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
  private done: Change<unknown>[] = [];
  private undone: Change<unknown>[] = [];
  private last = -Infinity;
  private held = false;

  constructor(now: () => number = () => performance.now()) {
    this.now = now;
  }

  /** A hand takes hold of something: until it lets go, changes of one name are one, however long it rests in between. */
  hold(): void {
    this.held = true;
    this.last = -Infinity;
  }

  release(): void {
    this.held = false;
    this.last = -Infinity;
  }

  record<T>(change: Change<T>): void {
    const time = this.now();
    const before = this.done.at(-1);
    const since = time - this.last;
    if (before?.name === change.name && (since < TOGETHER || (this.held && since < Infinity)))
      this.done[this.done.length - 1] = { ...change, before: before.before };
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
    change.apply(change.after, change.before);
    this.publish();
  }

  redo(): void {
    const change = this.undone.pop();
    if (change === undefined) return;
    this.done.push(change);
    this.last = -Infinity;
    change.apply(change.before, change.after);
    this.publish();
  }

  private publish(): void {
    this.store.setState({ canUndo: this.done.length > 0, canRedo: this.undone.length > 0 });
  }
}
