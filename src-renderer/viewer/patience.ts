/** Something to be said only once it has lasted. */
export class Patience {
  private readonly milliseconds: number;
  private readonly run: () => void;
  private timer: ReturnType<typeof setTimeout> | null = null;

  constructor(milliseconds: number, run: () => void) {
    this.milliseconds = milliseconds;
    this.run = run;
  }

  begin(): void {
    this.timer ??= setTimeout(() => {
      this.timer = null;
      this.run();
    }, this.milliseconds);
  }

  settle(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
  }
}
