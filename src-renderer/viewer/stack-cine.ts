import { CinePlayer, type CineWay } from './cine.ts';
import type { CineState } from './view-state.ts';

/** Images a second of a stack that is played and was recorded at no speed. */
const USUAL_RATE = 10;
const RATES = { least: 1, most: 60 };

/** A stack as a clip: how it was recorded, and how the person wants it. */
export class StackCine {
  private readonly player: CinePlayer;
  private count = 0;
  private times: () => readonly number[] | null = () => null;
  /** Chosen by the person; null: as it was recorded. */
  private rate: number | null = null;
  private bounce = false;

  constructor(show: (index: number) => void) {
    this.player = new CinePlayer(show);
  }

  /** Another stack; `times` in milliseconds a frame, null where it has none, known once its first instance is read. */
  open(count: number, times: () => readonly number[] | null): void {
    this.player.stop();
    this.count = count;
    this.times = times;
    this.rate = null;
    this.bounce = false;
  }

  get playing(): boolean {
    return this.player.playing;
  }

  play(from: number): void {
    if (this.count > 1) this.player.play(from, this.count, this.way);
  }

  stop(): void {
    this.player.stop();
  }

  /** Images a second; null as it was recorded. */
  setRate(rate: number | null): void {
    this.rate = rate === null ? null : Math.max(RATES.least, Math.min(RATES.most, Math.round(rate)));
    this.player.change(this.way);
  }

  setBounce(bounce: boolean): void {
    this.bounce = bounce;
    this.player.change(this.way);
  }

  /** Null for a single image. */
  get state(): CineState | null {
    if (this.count < 2) return null;
    const { ownRate, bounce } = this;
    return { playing: this.playing, rate: this.rate ?? ownRate ?? USUAL_RATE, ownRate, bounce };
  }

  private get ownRate(): number | null {
    const times = this.times();
    if (times === null) return null;
    return (1000 * times.length) / times.reduce((sum, time) => sum + time, 0);
  }

  private get way(): CineWay {
    const { rate, bounce } = this;
    return { times: rate === null ? (this.times() ?? [1000 / USUAL_RATE]) : [1000 / rate], bounce };
  }
}
