/** Many askings within a while, a frame unless told, are one at its end. */
export class Soon {
  private readonly run: () => void;
  private readonly milliseconds: number | null;
  private asked = false;

  constructor(run: () => void, milliseconds: number | null = null) {
    this.run = run;
    this.milliseconds = milliseconds;
  }

  ask(): void {
    if (this.asked) return;
    this.asked = true;
    const end = (): void => {
      this.asked = false;
      this.run();
    };
    if (this.milliseconds === null) requestAnimationFrame(end);
    else setTimeout(end, this.milliseconds);
  }
}
