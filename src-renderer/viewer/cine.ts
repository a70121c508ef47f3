/** How a clip plays. */
export interface CineWay {
  /** Milliseconds a frame: one for all, or one each from `first` on. */
  readonly times: readonly number[];
  /** 0 unless told. */
  readonly first?: number;
  /** Back and forth, instead of from the last to the first. */
  readonly bounce: boolean;
  /** First and last frame of what is played; null or none for all. */
  readonly stretch?: readonly [number, number] | null;
}

/** Plays a clip: calls `show` with each next frame when its time has come, skipping what the computer cannot keep up with. */
export class CinePlayer {
  private readonly show: (index: number) => void;
  private way: CineWay = { times: [], bounce: false };
  private count = 0;
  private index = 0;
  private direction: 1 | -1 = 1;
  private due = 0;
  private handle: number | null = null;

  constructor(show: (index: number) => void) {
    this.show = show;
  }

  get playing(): boolean {
    return this.handle !== null;
  }

  play(from: number, count: number, way: CineWay): void {
    this.stop();
    this.index = from;
    this.count = count;
    this.way = way;
    this.direction = 1;
    this.due = performance.now() + this.stay(from);
    this.schedule();
  }

  /** Goes on in another way from the frame that is shown. */
  change(way: CineWay): void {
    this.way = way;
    if (!way.bounce) this.direction = 1;
    this.due = Math.min(this.due, performance.now() + this.stay(this.index));
  }

  stop(): void {
    if (this.handle !== null) cancelAnimationFrame(this.handle);
    this.handle = null;
  }

  private stay(index: number): number {
    const { times, first = 0 } = this.way;
    return times[index - first] ?? times[0] ?? 100;
  }

  private step(): void {
    const [first, last] = this.way.stretch ?? [0, this.count - 1];
    if (!this.way.bounce) {
      this.index = this.index >= last ? first : this.index + 1;
      return;
    }
    if (this.index >= last) this.direction = -1;
    if (this.index <= first) this.direction = 1;
    this.index += this.direction;
  }

  private schedule(): void {
    this.handle = requestAnimationFrame((now) => this.tick(now));
  }

  private tick(now: number): void {
    const before = this.index;
    // At most one round: after a pause of the whole window there is nothing to catch up with.
    for (let steps = 0; now >= this.due && steps < this.count; steps += 1) {
      this.step();
      this.due += this.stay(this.index);
    }
    if (now >= this.due) this.due = now + this.stay(this.index);
    if (this.index !== before) this.show(this.index);
    this.schedule();
  }
}
