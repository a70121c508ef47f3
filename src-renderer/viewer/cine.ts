/** Plays a clip: calls `show` with each next frame when its time has come, skipping what the computer cannot keep up with. */
export class CinePlayer {
  private readonly show: (index: number) => void;
  private times: readonly number[] = [];
  private count = 0;
  private speed = 1;
  private index = 0;
  private due = 0;
  private handle: number | null = null;

  constructor(show: (index: number) => void) {
    this.show = show;
  }

  get playing(): boolean {
    return this.handle !== null;
  }

  /** `times` in milliseconds a frame: one for all, or one each. */
  play(from: number, count: number, times: readonly number[], speed: number): void {
    this.stop();
    this.index = from;
    this.count = count;
    this.times = times;
    this.speed = speed;
    this.due = performance.now() + this.stay(from);
    this.schedule();
  }

  setSpeed(speed: number): void {
    this.speed = speed;
  }

  stop(): void {
    if (this.handle !== null) cancelAnimationFrame(this.handle);
    this.handle = null;
  }

  private stay(index: number): number {
    return (this.times[index] ?? this.times[0] ?? 100) / this.speed;
  }

  private schedule(): void {
    this.handle = requestAnimationFrame((now) => this.tick(now));
  }

  private tick(now: number): void {
    const before = this.index;
    // At most one round: after a pause of the whole window there is nothing to catch up with.
    for (let steps = 0; now >= this.due && steps < this.count; steps += 1) {
      this.index = (this.index + 1) % this.count;
      this.due += this.stay(this.index);
    }
    if (now >= this.due) this.due = now + this.stay(this.index);
    if (this.index !== before) this.show(this.index);
    this.schedule();
  }
}
