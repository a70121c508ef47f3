/** Many askings within a while are one, at its end. */
export class Seldom {
  private readonly milliseconds: number;
  private readonly run: () => void;
  private asked = false;

  constructor(milliseconds: number, run: () => void) {
    this.milliseconds = milliseconds;
    this.run = run;
  }

  ask(): void {
    if (this.asked) return;
    this.asked = true;
    setTimeout(() => {
      this.asked = false;
      this.run();
    }, this.milliseconds);
  }
}
