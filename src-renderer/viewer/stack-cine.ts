import { CinePlayer, type CineWay } from './cine.ts';
import type { Clip } from './series/stack-list.ts';
import type { CineState } from './view-state.ts';

/** Images a second of a stack that is played and was recorded at no speed. */
const USUAL_RATE = 10;
const RATES = { least: 1, most: 60 };

/** A stack as a clip: how it was recorded, and how the person wants it. */
export class StackCine {
  private readonly player: CinePlayer;
  private count = 0;
  private clip: () => Clip | null = () => null;
  /** Chosen by the person; null: as the clip itself says. */
  private rate: number | null = null;
  private bounce: boolean | null = null;

  constructor(show: (index: number) => void) {
    this.player = new CinePlayer(show);
  }

  /** Another stack; what it says of the clip that is looked at is known once that is read. */
  open(count: number, clip: () => Clip | null): void {
    this.player.stop();
    this.count = count;
    this.clip = clip;
    this.rate = null;
    this.bounce = null;
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
    const { ownRate } = this;
    const { bounce } = this.way;
    return { playing: this.playing, rate: this.rate ?? ownRate ?? USUAL_RATE, ownRate, bounce };
  }

  private get ownRate(): number | null {
    const times = this.clip()?.frameTimes ?? null;
    if (times === null) return null;
    return (1000 * times.length) / times.reduce((sum, time) => sum + time, 0);
  }

  private get way(): CineWay {
    const { rate } = this;
    const clip = this.clip();
    const times = rate === null ? (clip?.frameTimes ?? [1000 / USUAL_RATE]) : [1000 / rate];
    const bounce = this.bounce ?? clip?.sweeps ?? false;
    return { times, bounce, stretch: clip?.stretch ?? null, first: clip?.first ?? 0 };
  }
}
