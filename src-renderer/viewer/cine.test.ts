import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { CinePlayer } from './cine.ts';
import { StackCine } from './stack-cine.ts';

let now = 0;
let next: ((time: number) => void) | null = null;

beforeEach(() => {
  now = 0;
  next = null;
  vi.stubGlobal('requestAnimationFrame', (run: (time: number) => void) => {
    next = run;
    return 1;
  });
  vi.stubGlobal('cancelAnimationFrame', () => (next = null));
  vi.spyOn(performance, 'now').mockImplementation(() => now);
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

const pass = (milliseconds: number): void => {
  now += milliseconds;
  next?.(now);
};

const played = (count: number, bounce: boolean, steps: number): number[] => {
  const shown: number[] = [];
  const player = new CinePlayer((index) => shown.push(index));
  player.play(0, count, { times: [100], bounce });
  for (let step = 0; step < steps; step += 1) pass(100);
  player.stop();
  return shown;
};

it('goes round, or back and forth without staying at the ends', () => {
  expect(played(3, false, 7)).toEqual([1, 2, 0, 1, 2, 0, 1]);
  expect(played(3, true, 7)).toEqual([1, 2, 1, 0, 1, 2, 1]);
  expect(played(2, true, 4)).toEqual([1, 0, 1, 0]);
});

it('gives each frame its own time, and skips what it cannot keep up with', () => {
  const shown: number[] = [];
  const player = new CinePlayer((index) => shown.push(index));
  player.play(0, 3, { times: [100, 300, 100], bounce: false });
  pass(100);
  pass(200);
  expect(shown).toEqual([1]);
  pass(100);
  expect(shown).toEqual([1, 2]);
  pass(200);
  expect(shown).toEqual([1, 2, 1]);
});

it('goes round in its stretch, into which it comes from before, and starts anew from behind', () => {
  const from = (index: number, bounce: boolean): number[] => {
    const shown: number[] = [];
    const player = new CinePlayer((at) => shown.push(at));
    player.play(index, 8, { times: [100], bounce, stretch: [2, 4] });
    for (let step = 0; step < 6; step += 1) pass(100);
    player.stop();
    return shown;
  };
  expect(from(0, false)).toEqual([1, 2, 3, 4, 2, 3]);
  expect(from(3, true)).toEqual([4, 3, 2, 3, 4, 3]);
  expect(from(6, false)).toEqual([2, 3, 4, 2, 3, 4]);
  expect(from(7, true)).toEqual([6, 5, 4, 3, 2, 3]);
});

it('changes its speed at once', () => {
  const shown: number[] = [];
  const player = new CinePlayer((index) => shown.push(index));
  player.play(0, 5, { times: [10_000], bounce: false });
  pass(50);
  expect(shown).toEqual([]);
  player.change({ times: [20], bounce: false });
  pass(20);
  expect(shown).toEqual([1]);
});

it('goes back and forth where the clip wishes so, until a person wishes otherwise', () => {
  const cine = new StackCine(() => undefined);
  cine.open(3, () => ({ frameTimes: [50], stretch: null, sweeps: true, first: 0 }));
  expect(cine.state).toMatchObject({ bounce: true, rate: 20 });
  cine.setBounce(false);
  expect(cine.state?.bounce).toBe(false);
  cine.open(3, () => null);
  expect(cine.state).toMatchObject({ bounce: false, rate: 10, ownRate: null });
});

it('plays of several clips in a series the one that is looked at, each frame as long as its own file says', () => {
  const shown: number[] = [];
  const cine = new StackCine((index) => shown.push(index));
  cine.open(8, () => ({ frameTimes: [100, 300, 100], stretch: [4, 6], sweeps: false, first: 4 }));
  cine.play(4);
  pass(100);
  pass(299);
  expect(shown).toEqual([5]);
  pass(1);
  pass(100);
  expect(shown).toEqual([5, 6, 4]);
  cine.stop();
});
