/** So many are looked at: one slow copy among them, of a machine busy with something else, decides nothing. */
const LOOKED_AT = 9;

/** Decides once, by the middle of the first few, whether something takes longer than `patience` milliseconds. */
export class Pace {
  private readonly patience: number;
  private readonly times: number[] = [];
  isTooSlow = false;

  constructor(patience: number) {
    this.patience = patience;
  }

  /** True where this one decides that it is too slow. */
  took(milliseconds: number): boolean {
    if (this.times.length >= LOOKED_AT) return false;
    this.times.push(milliseconds);
    if (this.times.length < LOOKED_AT) return false;
    this.isTooSlow = (this.times.toSorted((a, b) => a - b)[LOOKED_AT >> 1] ?? 0) > this.patience;
    return this.isTooSlow;
  }
}
