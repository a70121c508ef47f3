import { expect, it, vi } from 'vitest';
import { inPlaces, together } from './together.ts';

const doubled = (numbers: readonly number[]) => Promise.resolve(numbers.map((number) => number * 2));

it('puts what is asked at one time into one statement, the same question once', async () => {
  const ask = vi.fn(doubled);
  const double = together(String, ask);
  expect(await Promise.all([double(1), double(2), double(1)])).toEqual([2, 4, 2]);
  expect(ask.mock.calls).toEqual([[[1, 2]]]);
});

it('never answers with what a statement that had begun before the question found', async () => {
  let value = 'old';
  let finish = (): void => undefined;
  let begin = (): void => undefined;
  const begun = new Promise<void>((resolve) => (begin = resolve));
  const ask = vi.fn(async (questions: readonly string[]) => {
    const found = value;
    begin();
    await new Promise<void>((resolve) => (finish = resolve));
    return questions.map(() => found);
  });
  const read = together((question: string) => question, ask);
  const first = read('it');
  await begun;
  value = 'new';
  const second = read('it');
  finish();
  expect(await first).toBe('old');
  await vi.waitFor(() => expect(ask).toHaveBeenCalledTimes(2));
  finish();
  expect(await second).toBe('new');
});

it('tells all who asked that it failed, and goes on', async () => {
  const ask = vi.fn(doubled).mockRejectedValueOnce(new Error('gone'));
  const double = together(String, ask);
  const failed = await Promise.allSettled([double(1), double(2)]);
  expect(failed.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(await double(3)).toBe(6);
});

it('knows which question a row answers, and which have none', () => {
  expect(inPlaces([{ place: 3 }, { place: 1 }], 3)).toEqual([{ place: 1 }, undefined, { place: 3 }]);
});
