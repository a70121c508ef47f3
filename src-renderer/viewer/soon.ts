/** Many askings within a frame are one. */
export class Soon {
  private readonly run: () => void;
  private asked = false;

  constructor(run: () => void) {
    this.run = run;
  }

  ask(): void {
    if (this.asked) return;
    this.asked = true;
    requestAnimationFrame(() => {
      this.asked = false;
      this.run();
    });
  }
}
